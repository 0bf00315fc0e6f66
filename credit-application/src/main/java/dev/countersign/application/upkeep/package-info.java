/** What the system does by itself to keep its promises and its order. */
@NullMarked
package dev.countersign.application.upkeep;

import org.jspecify.annotations.NullMarked;
