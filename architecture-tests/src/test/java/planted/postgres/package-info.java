/** Planted: see {@code planted}. */
@NullMarked
package planted.postgres;

import org.jspecify.annotations.NullMarked;
