/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.right;

import org.jspecify.annotations.NullMarked;
