package dev.countersign.application.credit.request;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.policy.Admission;
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
  public MoveOutcome handle(Command command) {
    return transactions.inTransaction(store ->
        Ownership.of(store.requests().find(command.request()), command.by())
            .map(request -> revise(store, request, command)));
  }

  private MoveOutcome revise(CreditStore store, CreditRequest request, Command command) {
    if (!(request instanceof CreditRequest.Referred referred)) {
      return new MoveOutcome.NotOpen(request.status());
    }
    var at = clock.instant();
    var policy = policies.pinned(referred.dossier().policy());
    return switch (policy.admit(command.proposal(), at)) {
      case Admission.Refused refused -> new MoveOutcome.NotAdmitted(refused.violations());
      case Admission.Admitted admitted ->
          switch (referred.revise(admitted, command.seen(), at)) {
            case Refusal.StaleRevision stale -> new MoveOutcome.Refused(stale);
            case Refusal.DeadlinePassed late -> new MoveOutcome.Refused(late);
            case RevisionOutcome.Accepted accepted -> {
              store.requests().save(accepted.change(), command.by().origin());
              yield new MoveOutcome.Done();
            }
          };
    };
  }
}
