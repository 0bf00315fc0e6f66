/** Planted: see {@code planted}. */
@NullMarked
package planted.domain.util;

import org.jspecify.annotations.NullMarked;
