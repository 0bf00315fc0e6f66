package dev.countersign.persistence.webhook;

import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.application.webhook.Webhooks;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.store.UnitOfWork;

/** Webhooks and their deliveries within one unit of work. */
public record JdbiWebhookStore(UnitOfWork unit) implements WebhookStore {
  @Override
  public Webhooks webhooks() {
    return new JdbiWebhooks(unit);
  }

  @Override
  public Deliveries deliveries() {
    return new JdbiDeliveries(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
