package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Revision;

/** Decides the open stage of a request on behalf of one member of staff. */
@FunctionalInterface
public interface DecideStage {
  Outcome handle(Command command);

  /**
   * @param seen the revision that the caller looked at
   */
  record Command(CreditRequestId request, Revision seen, Verdict verdict, Caller by) {}

  /** What came of it. */
  sealed interface Outcome extends MoveOutcome
      permits MoveOutcome.Done, MoveOutcome.NotFound, MoveOutcome.NotOpen, DecideStage.Refused {}

  record Refused(Refusal.OfDecision refusal) implements Outcome, MoveOutcome.Refused {}
}
