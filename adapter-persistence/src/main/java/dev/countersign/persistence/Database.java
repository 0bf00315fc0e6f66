package dev.countersign.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.audit.browse.AuditViews;
import dev.countersign.application.credit.analysis.BureauRecordLookup;
import dev.countersign.application.credit.analysis.StoredAnalyses;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.credit.request.OverdueRequests;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.upkeep.Retention;
import dev.countersign.persistence.account.JdbiLiveSessions;
import dev.countersign.persistence.audit.AuditSealer;
import dev.countersign.persistence.audit.AuditVerifier;
import dev.countersign.persistence.audit.JdbiAuditViews;
import dev.countersign.persistence.credit.analysis.JdbiBureauRecordLookup;
import dev.countersign.persistence.credit.analysis.JdbiStoredAnalyses;
import dev.countersign.persistence.credit.policy.JdbiPolicies;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.credit.request.EvidenceVerifier;
import dev.countersign.persistence.credit.request.JdbiCreditStore;
import dev.countersign.persistence.credit.request.JdbiOverdueRequests;
import dev.countersign.persistence.credit.request.JdbiRequestViews;
import dev.countersign.persistence.credit.request.RequestCache;
import dev.countersign.persistence.event.JdbiDeadLetters;
import dev.countersign.persistence.event.JdbiEventLog;
import dev.countersign.persistence.event.JdbiOutbox;
import dev.countersign.persistence.live.JdbiEventFeed;
import dev.countersign.persistence.store.JdbiTransactions;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.upkeep.JdbiRetention;
import dev.countersign.postgres.Durability;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A PostgreSQL database with everything the system keeps, and the ports that reach it. */
public final class Database implements AutoCloseable {
  /** Longer than this, nobody waits for a connection: the caller is asked to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String UNDELIVERED =
      """
      select (select count(*) from email where state = 'FAILED') as emails,
        (select count(*) from webhook_delivery where state = 'FAILED') as deliveries
      """;

  private final HikariDataSource pool;
  private final UnitsOfWork units;
  private final RequestCache requests = new RequestCache();
  private final Runnable afterEventsCommitted;
  private final Policies policies;
  private final PolicyNumbers policyNumbers;
  private final Clock clock;

  private Database(HikariDataSource pool, Clock clock, Runnable afterEventsCommitted) {
    this.pool = pool;
    this.units = new UnitsOfWork(jdbi(pool));
    this.policies = new JdbiPolicies(units);
    this.policyNumbers = new PolicyNumbers(units);
    this.afterEventsCommitted = afterEventsCommitted;
    units.whenUnavailable(requests::forget);
    this.clock = clock;
  }

  /** No statement has templates in it, and no message has the values of a statement. */
  private static Jdbi jdbi(HikariDataSource pool) {
    var jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  /**
   * Brings the tables up to date and opens the pool.
   *
   * @param user who owns the database; the application's own connections give up their rights
   * @param poolSize connections, 2 or more
   * @param clock by which leases run out
   * @param afterEventsCommitted called after every commit with events, on the thread that
   *     committed; must not wait
   * @throws dev.countersign.postgres.NotDurableException if the server may forget what it
   *     acknowledged
   * @throws StoreUnavailable if it can't be reached
   */
  public static Database open(
      String jdbcUrl,
      String user,
      String password,
      int poolSize,
      Clock clock,
      Runnable afterEventsCommitted) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      Durability.require(connection);
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
    new FlywayMigrations(jdbcUrl, user, password).migrate();
    return new Database(
        new HikariDataSource(pooled(jdbcUrl, user, password, poolSize)),
        clock,
        afterEventsCommitted);
  }

  private static HikariConfig pooled(String jdbcUrl, String user, String password, int size) {
    var config = new HikariConfig();
    config.setPoolName("countersign");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(size);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setConnectionInitSql(
        """
        set role countersign_application; set timezone = 'UTC'; set statement_timeout = '30s';
        set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '10s'
        """);
    // Statements are prepared on the server from their first use and kept.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("ApplicationName", "countersign");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  /**
   * Transactions that reach one store.
   *
   * @param stores makes the store of a unit of work, such as {@code JdbiAccountStore::new}
   */
  public <S> Transactions<S> transactions(Function<? super UnitOfWork, ? extends S> stores) {
    return new JdbiTransactions<>(units, stores);
  }

  /** The store of the credit context in a unit of work. */
  public CreditStore creditStore(UnitOfWork unit) {
    return new JdbiCreditStore(unit, policyNumbers, requests, afterEventsCommitted);
  }

  /** The events of all streams in a unit of work. */
  public EventLog eventLog(UnitOfWork unit, EventRegistry registry) {
    return new JdbiEventLog(unit, registry, afterEventsCommitted);
  }

  public RequestViews requestViews() {
    return new JdbiRequestViews(units, policyNumbers);
  }

  public LiveSessions liveSessions() {
    return new JdbiLiveSessions(units);
  }

  public AuditViews auditViews() {
    return new JdbiAuditViews(units);
  }

  public AuditSealer auditSealer() {
    return new AuditSealer(units);
  }

  public EvidenceVerifier evidenceVerifier() {
    return new EvidenceVerifier(units);
  }

  public AuditVerifier auditVerifier() {
    return new AuditVerifier(units);
  }

  /** How far the delivery of events is behind. */
  public Outbox.Lag outboxLag() {
    return JdbiOutbox.lag(units, clock);
  }

  public Outbox outbox(EventRegistry registry) {
    return new JdbiOutbox(units, clock, registry);
  }

  public DeadLetters deadLetters() {
    return new JdbiDeadLetters(units);
  }

  public EventFeed eventFeed(EventRegistry registry) {
    return new JdbiEventFeed(units, registry);
  }

  public Policies policies() {
    return policies;
  }

  public BureauRecordLookup bureauRecords() {
    return new JdbiBureauRecordLookup(units);
  }

  public OverdueRequests overdueRequests() {
    return new JdbiOverdueRequests(units);
  }

  public Retention leftovers() {
    return new JdbiRetention(units);
  }

  public StoredAnalyses storedAnalyses() {
    return new JdbiStoredAnalyses(units);
  }

  /** How many e-mails and deliveries were given up, and wait for an admin. */
  public Undelivered undelivered() {
    return units.read(handle ->
        handle
            .createQuery(UNDELIVERED)
            .map(Row.as(row -> new Undelivered(row.number("emails"), row.number("deliveries"))))
            .one());
  }

  /**
   * @param emails given up
   * @param deliveries to webhooks, given up
   */
  public record Undelivered(long emails, long deliveries) {}

  /** Whether a connection is to be had and answers, within a second or so. */
  public boolean isReachable() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** How many threads wait for a connection, or until what they wrote is committed. */
  public int waiting() {
    return pool.getHikariPoolMXBean().getThreadsAwaitingConnection() + units.waiting();
  }

  /** How the pool of connections is used at this moment. */
  public PoolUse poolUse() {
    var use = pool.getHikariPoolMXBean();
    return new PoolUse(
        use.getActiveConnections(), use.getIdleConnections(), use.getThreadsAwaitingConnection());
  }

  /**
   * @param active connections at work
   * @param idle connections at rest
   * @param waiting threads that wait for one
   */
  public record PoolUse(int active, int idle, int waiting) {}

  @Override
  public void close() {
    pool.close();
  }
}
