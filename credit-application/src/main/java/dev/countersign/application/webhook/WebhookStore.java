package dev.countersign.application.webhook;

import dev.countersign.application.audit.AuditTrail;

/** What a transaction on webhooks and their deliveries reaches. */
public interface WebhookStore {
  Webhooks webhooks();

  Deliveries deliveries();

  AuditTrail audit();
}
