package dev.countersign.persistence.credit.policy;

import dev.countersign.application.account.Roles;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.policy.PolicyStore;
import dev.countersign.persistence.account.JdbiRoles;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.store.UnitOfWork;

/** What goes with a policy, within one unit of work. */
public record JdbiPolicyStore(UnitOfWork unit) implements PolicyStore {
  @Override
  public Roles roles() {
    return new JdbiRoles(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
