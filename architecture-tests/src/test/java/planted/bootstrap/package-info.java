/** Planted: see {@code planted}. */
@NullMarked
package planted.bootstrap;

import org.jspecify.annotations.NullMarked;
