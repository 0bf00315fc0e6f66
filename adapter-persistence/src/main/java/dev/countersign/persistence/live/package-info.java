/** Committed changes in the order in which they became visible. */
@NullMarked
package dev.countersign.persistence.live;

import org.jspecify.annotations.NullMarked;
