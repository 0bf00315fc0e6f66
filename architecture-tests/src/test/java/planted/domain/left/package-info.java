/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.left;

import org.jspecify.annotations.NullMarked;
