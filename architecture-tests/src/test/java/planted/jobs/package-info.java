/** Planted: see {@code planted}. */
@NullMarked
package planted.jobs;

import org.jspecify.annotations.NullMarked;
