package dev.countersign.persistence.audit;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.persistence.store.Row;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowViewMapper;

/** An entry of the trail made of its row. */
final class AuditRow {
  static final RowViewMapper<AuditView> MAPPER = Row.as(AuditRow::entry);

  private AuditRow() {}

  private static AuditView entry(Row row) {
    return new AuditView(
        row.number("id"),
        new AuditEntry(
            row.instant("at"),
            row.text("actor"),
            row.text("action"),
            row.text("subject"),
            new Origin(row.text("address")),
            details(row)),
        row.optionalText("username"),
        row.optionalText("hash"));
  }

  static Map<String, String> details(Row row) {
    return CanonicalJson.read(JdbiAuditTrail.Details.class, row.text("details")).value();
  }
}
