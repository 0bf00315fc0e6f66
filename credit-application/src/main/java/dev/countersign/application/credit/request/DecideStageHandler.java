package dev.countersign.application.credit.request;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.DecisionPeriod;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.StageDecision;
import jakarta.inject.Inject;
import java.time.Clock;

/** Loads, decides and saves. */
public final class DecideStageHandler implements DecideStage {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public DecideStageHandler(
      Transactions<CreditStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (store.requests().find(command.request()).orElse(null)) {
          case null -> new MoveOutcome.NotFound();
          case CreditRequest.InApproval request -> decide(store, request, command);
          case CreditRequest other -> new MoveOutcome.NotOpen(other.status());
        });
  }

  private Outcome decide(CreditStore store, CreditRequest.InApproval request, Command command) {
    return switch (request.decisionPeriod(policies, clock.instant())) {
      case Refusal.DeadlinePassed late -> new Refused(late);
      case DecisionPeriod.Running running -> decide(store, running, command);
    };
  }

  private Outcome decide(CreditStore store, DecisionPeriod.Running running, Command command) {
    var by = CreditPermissions.decider(command.by());
    return switch (running.decide(command.verdict(), by, command.seen())) {
      case Refusal.Ineligible ineligible -> new Refused(ineligible);
      case Refusal.StaleRevision stale -> new Refused(stale);
      case Refusal.HeldByAnother held -> new Refused(held);
      case StageDecision.Taken taken -> {
        store.requests().save(taken.change(), command.by().origin());
        yield new MoveOutcome.Done();
      }
    };
  }
}
