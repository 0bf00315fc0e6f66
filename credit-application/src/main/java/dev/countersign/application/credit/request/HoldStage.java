package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Refusal;

/** Claims the open stage of a request for one member of staff, or gives it back to all. */
@FunctionalInterface
public interface HoldStage {
  Outcome handle(Command command);

  record Command(CreditRequestId request, Wish wish, Caller by) {}

  /** What is to become of the stage. */
  enum Wish {
    CLAIM,
    RELEASE
  }

  /** What came of it. */
  sealed interface Outcome extends MoveOutcome
      permits MoveOutcome.Done, MoveOutcome.NotFound, MoveOutcome.NotOpen, HoldStage.Refused {}

  record Refused(Refusal.OfClaim refusal) implements Outcome, MoveOutcome.Refused {}
}
