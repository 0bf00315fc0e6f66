package dev.countersign.application.credit.analysis;

import dev.countersign.application.audit.AuditTrail;

/** What a transaction on the simulated bureau's records reaches. */
public interface BureauStore {
  BureauRecords bureauRecords();

  AuditTrail audit();
}
