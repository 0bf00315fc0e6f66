package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.request.CreditRequest.Closed;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Referred;

/** What came of a verdict at a stage. */
public sealed interface StageDecision
    permits StageDecision.Taken, Refusal.Ineligible, Refusal.StaleRevision, Refusal.HeldByAnother {
  /** The verdict holds. */
  sealed interface Taken extends StageDecision {
    Change<? extends CreditRequest> change();
  }

  /** The next stage is open. */
  record Advanced(Change<InApproval> change) implements Taken {}

  /** The request is at its end: granted or rejected. */
  record Concluded(Change<? extends Closed> change) implements Taken {}

  /** The applicant is asked for more. */
  record SentBack(Change<Referred> change) implements Taken {}
}
