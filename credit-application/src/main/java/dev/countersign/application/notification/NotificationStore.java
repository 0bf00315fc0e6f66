package dev.countersign.application.notification;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.event.SubscriberStore;

/** What a transaction on notifications and e-mail messages reaches. */
public interface NotificationStore extends SubscriberStore {
  Notifications notifications();

  Emails emails();

  Accounts accounts();

  AuditTrail audit();
}
