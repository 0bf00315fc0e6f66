package dev.countersign.persistence.notification;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.event.ProcessedEvents;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.Notifications;
import dev.countersign.persistence.account.JdbiAccounts;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.event.JdbiProcessedEvents;
import dev.countersign.persistence.store.UnitOfWork;

/** Notifications and e-mail messages within one unit of work. */
public record JdbiNotificationStore(UnitOfWork unit) implements NotificationStore {
  @Override
  public Notifications notifications() {
    return new JdbiNotifications(unit);
  }

  @Override
  public Emails emails() {
    return new JdbiEmails(unit);
  }

  @Override
  public Accounts accounts() {
    return new JdbiAccounts(unit);
  }

  @Override
  public ProcessedEvents processedEvents() {
    return new JdbiProcessedEvents(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }
}
