package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.request.CreditRequestId;

/** Takes a request back, at any time before its end. */
@FunctionalInterface
public interface WithdrawCreditRequest {
  MoveOutcome handle(Command command);

  record Command(CreditRequestId request, Caller by) {}
}
