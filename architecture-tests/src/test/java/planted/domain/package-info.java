/** Planted: see {@code planted}. */
@NullMarked
package planted.domain;

import org.jspecify.annotations.NullMarked;
