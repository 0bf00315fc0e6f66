/** Planted: see {@code planted}. */
@NullMarked
package planted.application.card;

import org.jspecify.annotations.NullMarked;
