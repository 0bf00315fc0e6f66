/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.money;

import org.jspecify.annotations.NullMarked;
