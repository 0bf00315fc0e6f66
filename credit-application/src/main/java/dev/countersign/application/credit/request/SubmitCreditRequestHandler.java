package dev.countersign.application.credit.request;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.policy.Admission;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import jakarta.inject.Inject;
import java.time.Clock;

/** Pins a new request to the policy in force. */
public final class SubmitCreditRequestHandler implements SubmitCreditRequest {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public SubmitCreditRequestHandler(
      Transactions<CreditStore> transactions, Policies policies, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    var at = clock.instant();
    var policy = policies.inForceAt(at);
    return switch (policy.pinned().admit(command.proposal(), at)) {
      case Admission.Refused refused -> new NotAdmitted(refused.violations());
      case Admission.Admitted admitted -> {
        var change =
            CreditRequest.submit(
                new CreditRequestId(ids.next(at)), command.by().id(), admitted, at);
        yield transactions.inTransaction(store -> {
          store.requests().save(change, command.by().origin());
          return new Submitted(change);
        });
      }
    };
  }
}
