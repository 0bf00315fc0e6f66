/** Health and metrics. */
@NullMarked
package dev.countersign.http.health;

import org.jspecify.annotations.NullMarked;
