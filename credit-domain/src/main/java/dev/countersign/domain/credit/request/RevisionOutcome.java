package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import java.util.List;

/** What came of the applicant's answer to a question. */
public sealed interface RevisionOutcome
    permits RevisionOutcome.Accepted, RevisionOutcome.NotAdmitted, Refusal.StaleRevision {
  /** The new proposal is in, and is analysed anew. */
  record Accepted(Change<Submitted> change) implements RevisionOutcome {}

  /** The new proposal breaks the policy; at least one violation. */
  record NotAdmitted(List<Violation> violations) implements RevisionOutcome {
    public NotAdmitted {
      violations = List.copyOf(violations);
    }
  }
}
