package dev.countersign.application.credit.policy;

import dev.countersign.application.audit.browse.AuditQuery;
import java.util.Optional;

/** What is asked of the audit trail here. */
final class Audited {
  /** Everything there is. */
  static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          100,
          Optional.empty());

  private Audited() {}
}
