package dev.countersign.persistence.credit.request;

import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.store.UnitOfWork;

/** Credit requests within one unit of work. */
public record JdbiCreditStore(
    UnitOfWork unit, PolicyNumbers policies, RequestCache memory, Runnable afterEventsCommitted)
    implements CreditStore {
  @Override
  public CreditRequests requests() {
    return new JdbiCreditRequests(unit, policies, memory, afterEventsCommitted);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
