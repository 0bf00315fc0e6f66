package dev.countersign.persistence.audit;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.util.Map;

/** Adds entries to the trail and to the queue of those that wait for their seal. */
public final class JdbiAuditTrail implements AuditTrail {
  /**
   * The end of a {@code with} statement that also records an entry. Its one gap is for the {@code
   * from} of a row that must exist.
   */
  public static final String RECORDED =
      """
      audited as (
        insert into audit_entry (at, actor, action, subject, address, details)
        select :audit_at::timestamptz, :audit_actor, :audit_action, :audit_subject,
            :audit_address, :audit_details
          %s
        returning id)
      insert into audit_unsealed (entry_id) select id from audited
      """;

  private static final Sql RECORD = Sql.ofRows(", " + RECORDED.formatted("from given"));

  private final UnitOfWork unit;

  public JdbiAuditTrail(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The details as one column. */
  public record Details(Map<String, String> value) {}

  @Override
  public void record(AuditEntry entry) {
    unit.write(filled(new Write(RECORD), entry));
  }

  /** Gives the parameters of {@link #RECORDED} their values. */
  public static Write filled(Write write, AuditEntry entry) {
    return write
        .with("audit_at", entry.at())
        .with("audit_actor", entry.actor())
        .with("audit_action", entry.action())
        .with("audit_subject", entry.subject())
        .with("audit_address", entry.from().address())
        .with("audit_details", CanonicalJson.write(new Details(entry.details())));
  }
}
