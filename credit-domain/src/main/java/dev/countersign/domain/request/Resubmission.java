package dev.countersign.domain.request;

import dev.countersign.domain.request.CreditRequest.Submitted;

/** What came of the applicant's answer to a question. */
public sealed interface Resubmission permits Resubmission.Accepted, Refusal.StaleRevision {
  /** The new proposal is in, and is analysed anew. */
  record Accepted(Change<Submitted> change) implements Resubmission {}
}
