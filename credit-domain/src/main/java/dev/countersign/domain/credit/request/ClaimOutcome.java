package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.request.CreditRequest.InApproval;

/** What came of claiming or releasing the open stage. */
public sealed interface ClaimOutcome
    permits ClaimOutcome.Passed, ClaimOutcome.Unchanged, Refusal.Ineligible, Refusal.HeldByAnother {
  /** The stage has a holder now, or has none any more. */
  record Passed(Change<InApproval> change) implements ClaimOutcome {}

  /** It was so already; there is nothing to record. */
  record Unchanged() implements ClaimOutcome {}
}
