/** The doorway to the analysis, the same in every version. */
@NullMarked
package dev.countersign.domain.credit;

import org.jspecify.annotations.NullMarked;
