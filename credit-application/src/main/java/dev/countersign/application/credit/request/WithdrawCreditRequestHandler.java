package dev.countersign.application.credit.request;

import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.CreditRequest;
import jakarta.inject.Inject;
import java.time.Clock;

/** Loads, withdraws and saves. */
public final class WithdrawCreditRequestHandler implements WithdrawCreditRequest {
  private final Transactions<CreditStore> transactions;
  private final Clock clock;

  @Inject
  public WithdrawCreditRequestHandler(Transactions<CreditStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public MoveOutcome handle(Command command) {
    return transactions.inTransaction(store ->
        Ownership.of(store.requests().find(command.request()), command.by())
            .map(request -> withdraw(store, request, command)));
  }

  private MoveOutcome withdraw(CreditStore store, CreditRequest request, Command command) {
    return switch (request) {
      case CreditRequest.Closed closed -> new MoveOutcome.NotOpen(closed.status());
      case CreditRequest.Open open -> {
        store.requests().save(open.withdraw(clock.instant()), command.by().origin());
        yield new MoveOutcome.Done();
      }
    };
  }
}
