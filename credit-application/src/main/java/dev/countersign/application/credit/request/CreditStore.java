package dev.countersign.application.credit.request;

import dev.countersign.application.audit.AuditTrail;

/** What a transaction on credit requests reaches. */
public interface CreditStore {
  CreditRequests requests();

  AuditTrail audit();
}
