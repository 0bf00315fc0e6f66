/** The automatic analysis: facts in, a finding from every check out. */
@NullMarked
package dev.countersign.domain.credit.analysis;

import org.jspecify.annotations.NullMarked;
