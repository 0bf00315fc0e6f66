package dev.countersign.persistence;

import dev.countersign.application.store.Transactions;
import dev.countersign.postgres.EmbeddedPostgres;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.WholeStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database that nobody used before, on a real server that all tests of a JVM share.
 *
 * @param notices how often the relay would have been woken
 */
public record TestDatabase(String url, Database database, MutableClock clock, AtomicInteger notices)
    implements AutoCloseable {
  private static final int POOL_SIZE = 16;

  /** Started by the first test that needs it, stopped at the end of the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      var server = EmbeddedPostgres.start(Path.of("target", "test-postgres"), progress -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  public static TestDatabase fresh() {
    return on(newUrl());
  }

  /** Of a database that has not even tables. */
  public static String newUrl() {
    return Server.POSTGRES.freshDatabase();
  }

  public static String owner() {
    return Server.POSTGRES.user();
  }

  public static String ownersPassword() {
    return Server.POSTGRES.password();
  }

  /** Of a database that may have been used before. */
  public static TestDatabase on(String url) {
    var clock = MutableClock.at(Instant.parse("2026-06-01T10:00:00Z"));
    var notices = new AtomicInteger();
    var database =
        Database.open(
            url,
            Server.POSTGRES.user(),
            Server.POSTGRES.password(),
            POOL_SIZE,
            clock,
            notices::incrementAndGet);
    return new TestDatabase(url, database, clock, notices);
  }

  /** Another node on the same database, with a clock of its own. */
  public TestDatabase anotherNode() {
    return on(url);
  }

  /** As the owner of the database, who may do anything to it. */
  public int asOwner(String sql) throws SQLException {
    try (var connection = ownersConnection();
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The first column of what the owner finds. */
  public List<String> askAsOwner(String sql) throws SQLException {
    try (var connection = ownersConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  public Connection ownersConnection() throws SQLException {
    return DriverManager.getConnection(url, Server.POSTGRES.user(), Server.POSTGRES.password());
  }

  public Transactions<WholeStore> transactions() {
    return database.transactions(unit -> JdbiWholeStore.of(database, unit));
  }

  @Override
  public void close() {
    database.close();
  }
}
