package dev.countersign.application.credit.request;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.DeadlineOutcome;
import jakarta.inject.Inject;
import java.time.Clock;

/** Loads, lets one thing lapse and saves; of two that do so at once, one starts over. */
public final class PassDeadlineHandler implements PassDeadline {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public PassDeadlineHandler(
      Transactions<CreditStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (store.requests().find(command.request()).orElse(null)) {
          case null -> new NotWaiting();
          case CreditRequest.Waiting waiting -> pass(store, waiting);
          case CreditRequest other -> new NotWaiting();
        });
  }

  private Outcome pass(CreditStore store, CreditRequest.Waiting request) {
    return switch (request.passDeadline(policies, clock.instant())) {
      case DeadlineOutcome.TooEarly early -> new TooEarly(early.next());
      case DeadlineOutcome.Passed passed -> {
        store.requests().save(passed.change(), Origin.INTERNAL);
        yield new Passed(passed.step());
      }
    };
  }
}
