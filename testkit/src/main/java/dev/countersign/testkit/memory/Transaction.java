package dev.countersign.testkit.memory;

import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.account.PublicKeys;
import dev.countersign.application.account.Roles;
import dev.countersign.application.account.Sessions;
import dev.countersign.application.account.Tickets;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.AuditTrail;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.event.ProcessedEvents;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.Webhooks;
import dev.countersign.testkit.WholeStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What one thread has open: of use to that thread alone, and until it ends. */
final class Transaction implements WholeStore {
  private final InMemoryDatabase database;
  private final Thread thread = Thread.currentThread();
  private boolean ended;

  Transaction(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public CreditRequests requests() {
    return new InMemoryCreditRequests(this);
  }

  @Override
  public EventLog eventLog() {
    return new InMemoryEventLog(this);
  }

  @Override
  public Accounts accounts() {
    return new InMemoryAccounts(this);
  }

  @Override
  public Roles roles() {
    return new InMemoryRoles(this);
  }

  @Override
  public Sessions sessions() {
    return new InMemorySessions(this);
  }

  @Override
  public LoginThrottle logins() {
    return new InMemoryLoginThrottle(this);
  }

  @Override
  public Tickets tickets() {
    return new InMemoryTickets(this);
  }

  @Override
  public PublicKeys keys() {
    return new InMemoryPublicKeys(this);
  }

  @Override
  public BureauRecords bureauRecords() {
    return new InMemoryBureauRecords(this);
  }

  @Override
  public AuditTrail audit() {
    return this::record;
  }

  @Override
  public IdempotencyStore answers() {
    return new InMemoryIdempotencyStore(this);
  }

  @Override
  public ProcessedEvents processedEvents() {
    return new InMemoryProcessedEvents(this);
  }

  @Override
  public Notifications notifications() {
    return new InMemoryNotifications(this);
  }

  @Override
  public Emails emails() {
    return new InMemoryEmails(this);
  }

  @Override
  public Webhooks webhooks() {
    return new InMemoryWebhooks(this);
  }

  @Override
  public Deliveries deliveries() {
    return new InMemoryDeliveries(this);
  }

  /** The tables, as long as this transaction is open. */
  InMemoryDatabase tables() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("a store is of no use outside its transaction");
    }
    return database;
  }

  <K, V> Optional<V> find(Table<K, V> table, K key) {
    return tables().read(() -> table.find(Optional.of(this), key));
  }

  <K, V> List<V> rows(Table<K, V> table) {
    return tables().read(() -> table.rows(Optional.of(this)));
  }

  /** Finds a row that nobody else changes until this transaction ends. */
  <K, V> Optional<V> findLocked(Table<K, V> table, K key) {
    tables().lock(this, table, key);
    return find(table, key);
  }

  <K, V> void write(Table<K, V> table, K key, V row) {
    tables().lock(this, table, key);
    tables().atomically(() -> table.write(this, key, row));
  }

  void record(AuditEntry entry) {
    requireMicros(entry.at());
    long id = tables().nextNumber();
    write(tables().audit, id, new AuditView(id, entry, Optional.empty(), Optional.empty()));
  }

  /** A database keeps microseconds; finer instants would come back changed. */
  static void requireMicros(Instant at) {
    if (!at.equals(at.truncatedTo(ChronoUnit.MICROS))) {
      throw new IllegalArgumentException("finer than a microsecond: " + at);
    }
  }

  void end() {
    ended = true;
  }
}
