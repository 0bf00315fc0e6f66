package dev.countersign.jobs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jobrunr.storage.sql.common.DatabaseCreator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/**
 * The database that jobs are kept in: in a schema of their own, which has to be there, and through
 * a few connections of their own, so that they wait for nobody.
 *
 * @param user who owns the schema; at work, the rights of the application must do
 */
public record Storage(String jdbcUrl, String user, String password) {
  static final String TABLES = "jobs.";

  private static final int CONNECTIONS = 4;
  private static final long PATIENCE_MILLIS = 3_000;

  /** Makes the tables, or brings them up to date; of several nodes, one does. */
  void makeTables() {
    try (var owner = new HikariDataSource(pool("jobs-owner", 2))) {
      new DatabaseCreator(owner, TABLES, PostgresStorageProvider.class).runMigrations();
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
