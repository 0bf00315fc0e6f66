package dev.countersign.jobs;

import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.application.credit.request.PassDeadlineHandler;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One process of several on a database: the ports on it, and its jobs. */
record TestNode(Database database, PassDeadline passDeadline, Jobs jobs) implements AutoCloseable {
  private static final Duration WATCH = Duration.ofSeconds(1);

  /** Started by the first test that needs it, stopped at the end of the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      var server = EmbeddedPostgres.start(Path.of("target", "test-postgres"), progress -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  static String freshDatabase() {
    return Server.POSTGRES.freshDatabase();
  }

  static TestNode on(String url, Clock clock, RecurringJob... jobs) {
    var database = database(url, clock);
    var passDeadline =
        new PassDeadlineHandler(
            database.transactions(database::creditStore), database.policies(), clock);
    return new TestNode(
        database,
        passDeadline,
        Jobs.start(
            storage(url),
            Map.of(
                CreditRequestId.STREAM_TYPE,
                stream -> {
                  var unused =
                      passDeadline.handle(new PassDeadline.Command(CreditRequestId.of(stream)));
                }),
            List.of(jobs),
            WATCH));
  }

  static Database database(String url, Clock clock) {
    return Database.open(
        url, Server.POSTGRES.user(), Server.POSTGRES.password(), 4, clock, () -> {});
  }

  static Storage storage(String url) {
    return new Storage(url, Server.POSTGRES.user(), Server.POSTGRES.password());
  }

  /** The first column of what the owner of a database finds; empty if it only does something. */
  static List<String> ask(String url, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(url, Server.POSTGRES.user(), Server.POSTGRES.password());
        var statement = connection.createStatement()) {
      var found = new ArrayList<String>();
      if (statement.execute(sql)) {
        var rows = statement.getResultSet();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  @Override
  public void close() {
    jobs.close();
    database.close();
  }
}
