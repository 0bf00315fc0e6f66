package dev.countersign.application.credit.request;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.request.AnswerPeriod;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.RevisionOutcome;
import jakarta.inject.Inject;
import java.time.Clock;

/** Holds the new proposal against the policy that the request has been pinned to all along. */
public final class ReviseCreditRequestHandler implements ReviseCreditRequest {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public ReviseCreditRequestHandler(
      Transactions<CreditStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        switch (Ownership.of(store.requests().find(command.request()), command.by())) {
          case Ownership.Theirs(CreditRequest.Referred request) -> revise(store, request, command);
          case Ownership.Theirs(CreditRequest other) -> new MoveOutcome.NotOpen(other.status());
          case Ownership.Visible visible -> new MoveOutcome.NotTheApplicant();
          case Ownership.Hidden hidden -> new MoveOutcome.NotFound();
        });
  }

  private Outcome revise(CreditStore store, CreditRequest.Referred request, Command command) {
    return switch (request.answerPeriod(policies, clock.instant())) {
      case Refusal.DeadlinePassed late -> new Refused(late);
      case AnswerPeriod.Running running ->
          switch (running.revise(command.proposal(), command.seen())) {
            case RevisionOutcome.NotAdmitted broken ->
                new MoveOutcome.NotAdmitted(broken.violations());
            case Refusal.StaleRevision stale -> new Refused(stale);
            case RevisionOutcome.Accepted accepted -> {
              store.requests().save(accepted.change(), command.by().origin());
              yield new MoveOutcome.Done();
            }
          };
    };
  }
}
