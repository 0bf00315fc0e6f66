package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;

/** What came of the time that has passed. */
public sealed interface DeadlineOutcome {
  /** What was due is done. */
  record Passed(EscalationStep step, Change<? extends CreditRequest> change)
      implements DeadlineOutcome {}

  /** Nothing is due yet. */
  record TooEarly(Due next) implements DeadlineOutcome {}
}
