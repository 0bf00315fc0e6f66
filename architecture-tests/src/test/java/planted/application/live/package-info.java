/** Planted: see {@code planted}. */
@NullMarked
package planted.application.live;

import org.jspecify.annotations.NullMarked;
