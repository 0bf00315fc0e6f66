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
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (Ownership.of(store.requests().find(command.request()), command.by())) {
          case Ownership.Theirs(CreditRequest.Open request) -> withdraw(store, request, command);
          case Ownership.Theirs(CreditRequest other) -> new MoveOutcome.NotOpen(other.status());
          case Ownership.Visible visible -> new MoveOutcome.NotTheApplicant();
          case Ownership.Hidden hidden -> new MoveOutcome.NotFound();
        });
  }

  private Outcome withdraw(CreditStore store, CreditRequest.Open request, Command command) {
    store.requests().save(request.withdraw(clock.instant()), command.by().origin());
    return new MoveOutcome.Done();
  }
}
