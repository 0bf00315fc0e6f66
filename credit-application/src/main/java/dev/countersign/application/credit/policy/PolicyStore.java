package dev.countersign.application.credit.policy;

import dev.countersign.application.account.Roles;
import dev.countersign.application.audit.AuditTrail;

/** What a transaction on policies reaches; the policies themselves join it. */
public interface PolicyStore {
  Roles roles();

  AuditTrail audit();
}
