package dev.countersign.persistence;

import dev.countersign.postgres.backup.SchemaMigrations;
import dev.countersign.postgres.backup.SchemaVersion;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations of the class path, applied by Flyway. Each part of the schema has a folder of
 * scripts in {@code db/migration} and a history of its own, {@code flyway_} and its name, so that
 * each counts its versions by itself.
 */
public final class FlywayMigrations implements SchemaMigrations {
  /** The parts, in the order in which they are migrated: what is shared comes first. */
  private static final List<String> PARTS =
      List.of(
          "shared", //
          "credit");

  /** Before the first script of a part. */
  private static final String NOTHING_YET = "0";

  /** Nodes that start at the same time migrate one after the other. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_lock(hashtextextended('countersign migrations', 0))";

  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final List<String> parts;

  /**
   * @param user who owns the database
   */
  public FlywayMigrations(String jdbcUrl, String user, String password) {
    this(jdbcUrl, user, password, PARTS);
  }

  /**
   * @param parts of the schema; the others are left out
   */
  FlywayMigrations(String jdbcUrl, String user, String password, List<String> parts) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.parts = List.copyOf(parts);
  }

  @Override
  public boolean isKnown(SchemaVersion version) {
    return version.parts().entrySet().stream()
        .allMatch(part -> parts.contains(part.getKey()) && leadsTo(part.getKey(), part.getValue()));
  }

  private boolean leadsTo(String part, String version) {
    return Arrays.stream(of(part).load().info().all())
        .map(FlywayMigrations::version)
        .anyMatch(version::equals);
  }

  @Override
  public Optional<SchemaVersion> current() {
    var versions = new HashMap<String, String>();
    for (var part : parts) {
      Optional.ofNullable(of(part).load().info().current())
          .ifPresent(migration -> versions.put(part, version(migration)));
    }
    return versions.isEmpty() ? Optional.empty() : Optional.of(new SchemaVersion(versions));
  }

  @Override
  public void migrateTo(SchemaVersion version) {
    apply(
        parts.stream()
            .flatMap(part ->
                Optional.ofNullable(version.parts().get(part))
                    .map(target -> of(part).target(target))
                    .stream())
            .toList());
  }

  /** Applies every migration that the database does not have yet. */
  void migrate() {
    apply(parts.stream().map(this::of).toList());
  }

  private void apply(List<FluentConfiguration> inOrder) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
        var statement = connection.createStatement()) {
      statement.execute(ONE_AT_A_TIME);
      inOrder.forEach(part -> {
        var unused = part.load().migrate();
      });
    } catch (SQLException | FlywayException e) {
      throw new MigrationException(e);
    }
  }

  /** Only the first part may find tables that it does not know: those are not ours. */
  private FluentConfiguration of(String part) {
    return Flyway.configure()
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:db/migration/" + part)
        .failOnMissingLocations(true)
        .table("flyway_" + part)
        .baselineOnMigrate(!part.equals(parts.getFirst()))
        .baselineVersion(NOTHING_YET);
  }

  private static String version(MigrationInfo migration) {
    return String.valueOf(migration.getVersion());
  }
}
