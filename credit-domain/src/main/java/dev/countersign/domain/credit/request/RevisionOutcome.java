package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.request.CreditRequest.Submitted;

/** What came of the applicant's answer to a question. */
public sealed interface RevisionOutcome
    permits RevisionOutcome.Accepted, Refusal.StaleRevision, Refusal.DeadlinePassed {
  /** The new proposal is in, and is analysed anew. */
  record Accepted(Change<Submitted> change) implements RevisionOutcome {}
}
