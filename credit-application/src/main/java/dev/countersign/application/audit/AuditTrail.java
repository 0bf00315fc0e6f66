package dev.countersign.application.audit;

/** Where acts are recorded, for good. Changes of requests are recorded when they are saved. */
@FunctionalInterface
public interface AuditTrail {
  void record(AuditEntry entry);
}
