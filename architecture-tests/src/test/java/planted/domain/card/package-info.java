/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.card;

import org.jspecify.annotations.NullMarked;
