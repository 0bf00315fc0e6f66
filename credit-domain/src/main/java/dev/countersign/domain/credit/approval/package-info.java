/** Who must approve, in which order, and what one of them decided. */
@NullMarked
package dev.countersign.domain.credit.approval;

import org.jspecify.annotations.NullMarked;
