package dev.countersign.application.store;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.account.Sessions;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.event.Inbox;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.Webhooks;

/** Everything that changes, within one transaction; of no use outside it. */
public interface Store {
  CreditRequests requests();

  Accounts accounts();

  Sessions sessions();

  LoginThrottle logins();

  AuditTrail audit();

  IdempotencyStore answers();

  Inbox inbox();

  Notifications notifications();

  Emails emails();

  Webhooks webhooks();

  Deliveries deliveries();
}
