/** What an applicant asks for and says about themselves, in one immutable revision. */
@NullMarked
package dev.countersign.domain.credit.proposal;

import org.jspecify.annotations.NullMarked;
