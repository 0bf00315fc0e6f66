package dev.countersign.testkit.memory;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.application.audit.browse.AuditView;
import dev.countersign.application.audit.browse.AuditViews;
import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecordLookup;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.notification.Notification;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.Webhook;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.WholeStore;
import dev.countersign.testkit.memory.InMemoryEmails.Due;
import dev.countersign.testkit.memory.InMemoryNotifications.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything the use cases keep, in memory and as strict as a database: transactions that run side
 * by side see what others have committed and nothing else, wait for each other's rows, are undone
 * as a whole, and are repeated when they collide. Nothing outlives the process.
 */
public final class InMemoryDatabase implements Transactions<WholeStore> {
  private static final int ATTEMPTS = 5;

  /** Held for each single read or write, never while the work of a transaction thinks. */
  private final ReentrantLock monitor = new ReentrantLock();

  private final Condition rowsReleased = monitor.newCondition();
  private final Map<Row, Transaction> holders = new HashMap<>();

  /** The row that each waits for, the longest wait first. */
  private final Map<Transaction, Row> waiting = new LinkedHashMap<>();

  private final ThreadLocal<Optional<Transaction>> current =
      ThreadLocal.withInitial(Optional::empty);
  private long lastNumber;

  final Table<CreditRequestId, CreditRequest> requests = new Table<>();
  final Table<Proposed, Proposal> proposals = new Table<>();
  final Table<Proposed, AnalysisRecord> analyses = new Table<>();
  final Table<Long, OutboxEvent> events = new Table<>();
  final Table<StreamId, Integer> streams = new Table<>();
  final Table<InMemoryOutbox.OfOneSubscriber, OutboxEvent> ofOneSubscriber = new Table<>();
  final Table<UserId, Account> accounts = new Table<>();
  final Table<Role, RoleDefinition> roles = new Table<>();
  final Table<String, UserId> usernames = new Table<>();
  final Table<String, Optional<UserId>> addresses = new Table<>();
  final Table<Hash, Optional<InMemoryTickets.Issued>> tickets = new Table<>();
  final Table<String, InMemoryPublicKeys.Key> publicKeys = new Table<>();
  final Table<SessionId, OpenedSession> sessions = new Table<>();
  final Table<Hash, RefreshToken> tokens = new Table<>();
  final Table<String, Optional<FailedLogIns>> failedLogIns = new Table<>();
  final Table<TaxId, BureauRecord> bureauRecords = new Table<>();
  final Table<Long, PublishedPolicy> publications = new Table<>();

  /** Never has a row: whoever locks its one key may publish a policy. */
  final Table<String, PublishedPolicy> publishing = new Table<>();

  final Table<Long, AuditView> audit = new Table<>();
  final Table<AnswerKey, KeptAnswer> answers = new Table<>();
  final Table<Receipt, Instant> processedEvents = new Table<>();
  final Table<Told, Notification> notifications = new Table<>();
  final Table<UUID, Due> emails = new Table<>();
  final Table<UUID, Optional<Webhook>> webhooks = new Table<>();
  final Table<UUID, InMemoryDeliveries.Due> deliveries = new Table<>();
  private final List<Table<?, ?>> tables =
      List.of(
          notifications,
          emails,
          webhooks,
          deliveries,
          requests,
          proposals,
          analyses,
          events,
          streams,
          accounts,
          roles,
          usernames,
          addresses,
          tickets,
          publicKeys,
          sessions,
          tokens,
          failedLogIns,
          bureauRecords,
          publications,
          audit,
          answers,
          processedEvents);

  private final Outbox outbox;
  private final DeadLetters deadLetters = new InMemoryDeadLetters(this);
  private final Policies policies = new InMemoryPolicies(this);

  /**
   * @param clock by which leases of events run out
   */
  public InMemoryDatabase(Clock clock) {
    this.outbox = new InMemoryOutbox(this, clock);
    InitialRoles.all().forEach(definition -> roles.commit(definition.role(), definition));
  }

  @Override
  public <T> T inTransaction(Function<? super WholeStore, T> work) {
    var joined = current.get();
    return joined.isPresent() ? work.apply(joined.get()) : repeated(work);
  }

  /**
   * Transactions that reach a part of the store.
   *
   * @param part of the store that is handed to the work
   */
  public <S> Transactions<S> transactions(Function<? super WholeStore, ? extends S> part) {
    return WholeStore.part(this, part);
  }

  private <T> T repeated(Function<? super WholeStore, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (StaleRevision e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private <T> T once(Function<? super WholeStore, T> work) {
    var transaction = new Transaction(this);
    current.set(Optional.of(transaction));
    try {
      T result = work.apply(transaction);
      atomically(() -> tables.forEach(table -> table.commit(transaction)));
      return result;
    } finally {
      current.remove();
      atomically(() -> end(transaction));
    }
  }

  private void end(Transaction transaction) {
    transaction.end();
    tables.forEach(table -> table.rollBack(transaction));
    var held =
        holders.entrySet().stream()
            .filter(holding -> holding.getValue().equals(transaction))
            .map(Map.Entry::getKey)
            .toList();
    held.forEach(this::handOver);
    rowsReleased.signalAll();
  }

  public RequestViews requestViews() {
    return new InMemoryRequestViews(this);
  }

  public EventFeed eventFeed() {
    return new InMemoryEventFeed(this);
  }

  public AuditViews auditViews() {
    return new InMemoryAuditViews(this);
  }

  public LiveSessions liveSessions() {
    return session ->
        read(() ->
            sessions
                .find(current.get(), session)
                .filter(OpenedSession::isLive)
                .flatMap(opened -> accounts.find(current.get(), opened.session().user()))
                .filter(Account::active)
                .map(account -> new LiveSessions.Holder(account.id(), account.roles())));
  }

  public Outbox outbox() {
    return outbox;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public Policies policies() {
    return policies;
  }

  public BureauRecordLookup bureauRecords() {
    return person -> read(() -> bureauRecords.find(reader(), person.canonical()));
  }

  /** The transaction of this thread, if one is open: readers see what it has written. */
  Optional<Transaction> reader() {
    return current.get();
  }

  <T> T read(Supplier<T> reading) {
    monitor.lock();
    try {
      return reading.get();
    } finally {
      monitor.unlock();
    }
  }

  void atomically(Runnable work) {
    monitor.lock();
    try {
      work.run();
    } finally {
      monitor.unlock();
    }
  }

  /** Drawn at once and never given back, like a sequence: a rollback leaves a gap. */
  long nextNumber() {
    return read(() -> ++lastNumber);
  }

  boolean tryLock(Transaction transaction, Table<?, ?> table, Object key) {
    return read(() -> {
      var holder = holders.putIfAbsent(new Row(table, key), transaction);
      return holder == null || holder.equals(transaction);
    });
  }

  boolean isHeld(Transaction transaction, Table<?, ?> table, Object key) {
    return read(() -> transaction.equals(holders.get(new Row(table, key))));
  }

  /**
   * Waits until the row is this transaction's, to the end of it. Rows are handed over in the order
   * in which they were waited for.
   *
   * @throws StaleRevision if the transactions would wait for each other for ever
   */
  void lock(Transaction transaction, Table<?, ?> table, Object key) {
    atomically(() -> {
      var row = new Row(table, key);
      var holder = holders.putIfAbsent(row, transaction);
      if (holder == null || holder.equals(transaction)) {
        return;
      }
      if (waitsFor(holder, transaction)) {
        throw new StaleRevision(String.valueOf(key));
      }
      waiting.put(transaction, row);
      while (!transaction.equals(holders.get(row))) {
        rowsReleased.awaitUninterruptibly();
      }
    });
  }

  /** Whether one goes on only after the other, be it by way of others. */
  private boolean waitsFor(Transaction one, Transaction other) {
    return Optional.ofNullable(waiting.get(one))
        .flatMap(row -> Optional.ofNullable(holders.get(row)))
        .filter(holder -> holder.equals(other) || waitsFor(holder, other))
        .isPresent();
  }

  private void handOver(Row row) {
    for (var waiter : waiting.entrySet()) {
      if (waiter.getValue().equals(row)) {
        holders.put(row, waiter.getKey());
        waiting.remove(waiter.getKey());
        return;
      }
    }
    holders.remove(row);
  }

  private record Row(Table<?, ?> table, Object key) {}

  /** A proposal, by the revision that brought it. */
  record Proposed(CreditRequestId request, Revision revision) {}

  record OpenedSession(Session session, Optional<Instant> endedAt) {
    boolean isLive() {
      return endedAt.isEmpty();
    }
  }

  record RefreshToken(SessionId session, Instant expiresAt, boolean used) {}

  /** An event that a subscriber took in. */
  record Receipt(String subscriber, long event) {}

  record AnswerKey(String caller, String value) {}
}
