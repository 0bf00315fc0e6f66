/** Planted: see {@code planted}. */
@NullMarked
package planted.application;

import org.jspecify.annotations.NullMarked;
