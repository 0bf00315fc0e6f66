/** Planted: see {@code planted}. */
@NullMarked
package planted.persistence.event;

import org.jspecify.annotations.NullMarked;
