package dev.countersign.application.credit.request;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.ClaimOutcome;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.DecisionPeriod;
import dev.countersign.domain.credit.request.Refusal;
import jakarta.inject.Inject;
import java.time.Clock;

/** Loads, passes the stage on and saves. */
public final class HoldStageHandler implements HoldStage {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public HoldStageHandler(Transactions<CreditStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (store.requests().find(command.request()).orElse(null)) {
          case null -> new MoveOutcome.NotFound();
          case CreditRequest.InApproval request -> pass(store, request, command);
          case CreditRequest other -> new MoveOutcome.NotOpen(other.status());
        });
  }

  private Outcome pass(CreditStore store, CreditRequest.InApproval request, Command command) {
    return switch (request.decisionPeriod(policies, clock.instant())) {
      case Refusal.DeadlinePassed late -> new Refused(late);
      case DecisionPeriod.Running running -> pass(store, running, command);
    };
  }

  private Outcome pass(CreditStore store, DecisionPeriod.Running running, Command command) {
    var by = CreditPermissions.decider(command.by());
    var claim =
        switch (command.wish()) {
          case CLAIM -> running.claim(by);
          case RELEASE -> running.release(by);
        };
    return switch (claim) {
      case Refusal.Ineligible ineligible -> new Refused(ineligible);
      case Refusal.HeldByAnother held -> new Refused(held);
      case ClaimOutcome.Unchanged unchanged -> new MoveOutcome.Done();
      case ClaimOutcome.Passed passed -> {
        store.requests().save(passed.change(), command.by().origin());
        yield new MoveOutcome.Done();
      }
    };
  }
}
