package dev.countersign.persistence;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.account.PublicKeys;
import dev.countersign.application.account.Roles;
import dev.countersign.application.account.Sessions;
import dev.countersign.application.account.Tickets;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.application.credit.analysis.BureauStore;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.event.ProcessedEvents;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.application.webhook.Webhooks;
import dev.countersign.persistence.account.JdbiAccountStore;
import dev.countersign.persistence.credit.analysis.JdbiBureauStore;
import dev.countersign.persistence.idempotency.JdbiIdempotencyStore;
import dev.countersign.persistence.notification.JdbiNotificationStore;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.webhook.JdbiWebhookStore;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.WholeStore;

/** Every store of one unit of work. */
record JdbiWholeStore(
    CreditStore credit,
    BureauStore bureau,
    AccountStore account,
    NotificationStore notification,
    WebhookStore webhook,
    IdempotencyStore answers,
    EventLog eventLog)
    implements WholeStore {
  static WholeStore of(Database database, UnitOfWork unit) {
    return new JdbiWholeStore(
        database.creditStore(unit),
        new JdbiBureauStore(unit),
        new JdbiAccountStore(unit),
        new JdbiNotificationStore(unit),
        new JdbiWebhookStore(unit),
        new JdbiIdempotencyStore(unit),
        database.eventLog(unit, CreditEventsInTests.REGISTRY));
  }

  @Override
  public CreditRequests requests() {
    return credit.requests();
  }

  @Override
  public BureauRecords bureauRecords() {
    return bureau.bureauRecords();
  }

  @Override
  public Accounts accounts() {
    return account.accounts();
  }

  @Override
  public Roles roles() {
    return account.roles();
  }

  @Override
  public Sessions sessions() {
    return account.sessions();
  }

  @Override
  public LoginThrottle logins() {
    return account.logins();
  }

  @Override
  public Tickets tickets() {
    return account.tickets();
  }

  @Override
  public PublicKeys keys() {
    return account.keys();
  }

  @Override
  public AuditTrail audit() {
    return account.audit();
  }

  @Override
  public Notifications notifications() {
    return notification.notifications();
  }

  @Override
  public Emails emails() {
    return notification.emails();
  }

  @Override
  public ProcessedEvents processedEvents() {
    return notification.processedEvents();
  }

  @Override
  public Webhooks webhooks() {
    return webhook.webhooks();
  }

  @Override
  public Deliveries deliveries() {
    return webhook.deliveries();
  }
}
