package dev.countersign.domain.request;

import dev.countersign.domain.request.CreditRequest.InApproval;

/** What came of claiming or releasing the open stage. */
public sealed interface Custody permits Custody.Passed, Custody.Unchanged, Refusal {
  /** The stage has a holder now, or has none any more. */
  record Passed(Change<InApproval> change) implements Custody {}

  /** It was so already; there is nothing to record. */
  record Unchanged() implements Custody {}
}
