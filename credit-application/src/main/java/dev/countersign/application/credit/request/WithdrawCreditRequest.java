package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.request.CreditRequestId;

/** Takes a request back, at any time before its end. */
@FunctionalInterface
public interface WithdrawCreditRequest {
  Outcome handle(Command command);

  record Command(CreditRequestId request, Caller by) {}

  /** What came of it. */
  sealed interface Outcome extends MoveOutcome
      permits MoveOutcome.Done,
          MoveOutcome.NotFound,
          MoveOutcome.NotOpen,
          MoveOutcome.NotTheApplicant {}
}
