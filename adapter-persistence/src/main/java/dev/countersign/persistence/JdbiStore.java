package dev.countersign.persistence;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.account.Sessions;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.event.Inbox;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.store.Store;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.Webhooks;
import dev.countersign.persistence.account.JdbiAccounts;
import dev.countersign.persistence.account.JdbiLoginThrottle;
import dev.countersign.persistence.account.JdbiSessions;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.credit.request.JdbiCreditRequests;
import dev.countersign.persistence.credit.request.RequestCache;
import dev.countersign.persistence.event.JdbiInbox;
import dev.countersign.persistence.idempotency.JdbiIdempotencyStore;
import dev.countersign.persistence.notification.JdbiEmails;
import dev.countersign.persistence.notification.JdbiNotifications;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.webhook.JdbiDeliveries;
import dev.countersign.persistence.webhook.JdbiWebhooks;

/** The stores of one transaction. */
record JdbiStore(
    UnitOfWork unit, PolicyNumbers policies, RequestCache memory, Runnable afterEventsCommitted)
    implements Store {
  @Override
  public CreditRequests requests() {
    return new JdbiCreditRequests(unit, policies, memory, afterEventsCommitted);
  }

  @Override
  public Accounts accounts() {
    return new JdbiAccounts(unit);
  }

  @Override
  public Sessions sessions() {
    return new JdbiSessions(unit);
  }

  @Override
  public LoginThrottle logins() {
    return new JdbiLoginThrottle(unit);
  }

  @Override
  public AuditTrail audit() {
    return new JdbiAuditTrail(unit);
  }

  @Override
  public IdempotencyStore answers() {
    return new JdbiIdempotencyStore(unit);
  }

  @Override
  public Inbox inbox() {
    return new JdbiInbox(unit);
  }

  @Override
  public Notifications notifications() {
    return new JdbiNotifications(unit);
  }

  @Override
  public Emails emails() {
    return new JdbiEmails(unit);
  }

  @Override
  public Webhooks webhooks() {
    return new JdbiWebhooks(unit);
  }

  @Override
  public Deliveries deliveries() {
    return new JdbiDeliveries(unit);
  }
}
