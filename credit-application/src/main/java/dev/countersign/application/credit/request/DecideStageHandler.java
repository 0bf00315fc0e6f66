package dev.countersign.application.credit.request;

import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.CreditRequest;
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
  public MoveOutcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (store.requests().find(command.request()).orElse(null)) {
          case null -> new MoveOutcome.NotFound();
          case CreditRequest.InApproval request -> decide(store, request, command);
          case CreditRequest other -> new MoveOutcome.NotOpen(other.status());
        });
  }

  private MoveOutcome decide(CreditStore store, CreditRequest.InApproval request, Command command) {
    var decision =
        request.decide(
            command.verdict(),
            CreditPermissions.decider(command.by()),
            command.seen(),
            policies.pinned(request.dossier().policy()),
            clock.instant());
    return switch (decision) {
      case Refusal refusal -> new MoveOutcome.Refused(refusal);
      case StageDecision.Taken taken -> {
        store.requests().save(taken.change(), command.by().origin());
        yield new MoveOutcome.Done();
      }
    };
  }
}
