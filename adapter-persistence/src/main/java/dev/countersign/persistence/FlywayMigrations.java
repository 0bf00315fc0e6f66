package dev.countersign.persistence;

import dev.countersign.postgres.backup.SchemaMigrations;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations of the class path, applied by Flyway. */
public final class FlywayMigrations implements SchemaMigrations {
  private final FluentConfiguration configuration;

  /**
   * @param user who owns the database
   */
  public FlywayMigrations(String jdbcUrl, String user, String password) {
    this.configuration = Flyway.configure().dataSource(jdbcUrl, user, password);
  }

  @Override
  public boolean isKnown(String version) {
    return Arrays.stream(configuration.load().info().all())
        .map(FlywayMigrations::version)
        .anyMatch(version::equals);
  }

  @Override
  public Optional<String> current() {
    return Optional.ofNullable(configuration.load().info().current())
        .map(FlywayMigrations::version);
  }

  @Override
  public void migrateTo(String version) {
    try {
      var unused = configuration.target(version).load().migrate();
    } catch (FlywayException e) {
      throw new MigrationException(e);
    }
  }

  /** Applies every migration that the database does not have yet. */
  void migrate() {
    var unused = configuration.load().migrate();
  }

  private static String version(MigrationInfo migration) {
    return String.valueOf(migration.getVersion());
  }
}
