/** Planted: see {@code planted}. */
@NullMarked
package planted.bureau;

import org.jspecify.annotations.NullMarked;
