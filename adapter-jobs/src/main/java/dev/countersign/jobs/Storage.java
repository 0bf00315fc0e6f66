package dev.countersign.jobs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.countersign.application.store.StoreUnavailable;
import java.sql.SQLException;
import org.jobrunr.storage.sql.common.DatabaseCreator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * The database of the jobs: a schema of their own, which must exist, and a small connection pool of
 * their own, so that jobs and requests do not wait for each other.
 *
 * @param user who owns the schema; at work, the rights of the application must do
 */
public record Storage(String jdbcUrl, String user, String password) {
  static final String TABLES = "jobs.";

  /** The lock's number is its own among the advisory locks. */
  static final String TURN =
      "set lock_timeout = '30s'; select pg_advisory_lock(x'6a6f6273'::bigint)";

  private static final int CONNECTIONS = 4;
  private static final long PATIENCE_MILLIS = 3_000;

  /**
   * Creates or migrates the tables. JobRunr fails if two nodes do this at once, so an advisory lock
   * keeps them apart; it is released with its connection.
   *
   * @throws StoreUnavailable if the lock can't be had in time
   */
  void makeTables() {
    try (var owner = new HikariDataSource(pool("jobs-owner", 3));
        var turn = owner.getConnection();
        var statement = turn.createStatement()) {
      boolean unused = statement.execute(TURN);
      new DatabaseCreator(owner, TABLES, PostgresStorageProvider.class).runMigrations();
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  HikariDataSource open() {
    var config = pool("jobs", CONNECTIONS);
    config.setConnectionInitSql("set role countersign_application; set statement_timeout = '30s'");
    return new HikariDataSource(config);
  }

  private HikariConfig pool(String name, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.addDataSourceProperty("ApplicationName", "countersign-jobs");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
