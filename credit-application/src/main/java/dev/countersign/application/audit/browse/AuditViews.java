package dev.countersign.application.audit.browse;

import dev.countersign.application.store.Page;

/** Reads the audit trail, newest first. */
@FunctionalInterface
public interface AuditViews {
  Page<AuditView> browse(AuditQuery query);
}
