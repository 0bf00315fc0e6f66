/** Planted: see {@code planted}. */
@NullMarked
package planted.messaging;

import org.jspecify.annotations.NullMarked;
