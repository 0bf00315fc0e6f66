/** Planted: see {@code planted}. */
@NullMarked
package planted.demo;

import org.jspecify.annotations.NullMarked;
