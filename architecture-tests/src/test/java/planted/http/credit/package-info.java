/** Planted: see {@code planted}. */
@NullMarked
package planted.http.credit;

import org.jspecify.annotations.NullMarked;
