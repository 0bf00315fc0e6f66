/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.cashback;

import org.jspecify.annotations.NullMarked;
