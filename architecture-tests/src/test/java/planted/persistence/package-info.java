/** Planted: see {@code planted}. */
@NullMarked
package planted.persistence;

import org.jspecify.annotations.NullMarked;
