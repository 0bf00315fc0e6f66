/** What an applicant asks for and says about themselves, in one immutable revision. */
@NullMarked
package dev.countersign.domain.proposal;

import org.jspecify.annotations.NullMarked;
