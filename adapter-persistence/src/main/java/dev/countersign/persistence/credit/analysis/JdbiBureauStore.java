package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.application.credit.analysis.BureauStore;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.store.UnitOfWork;

/** The simulated bureau's records within one unit of work. */
public record JdbiBureauStore(UnitOfWork unit) implements BureauStore {
  @Override
  public BureauRecords bureauRecords() {
    return new JdbiBureauRecords(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
