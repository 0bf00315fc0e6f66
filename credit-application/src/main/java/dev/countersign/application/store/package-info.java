/** One transaction over everything that must be committed together. */
@NullMarked
package dev.countersign.application.store;

import org.jspecify.annotations.NullMarked;
