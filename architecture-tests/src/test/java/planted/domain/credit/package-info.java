/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.credit;

import org.jspecify.annotations.NullMarked;
