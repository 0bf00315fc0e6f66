package dev.countersign.postgres.backup;

import dev.countersign.postgres.Durability;
import dev.countersign.postgres.NotDurableException;
import dev.countersign.postgres.backup.SchemaMigrations.MigrationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Fills an empty database from a backup, all of it or nothing. */
public final class Restore {
  /** What stands in these before anybody has used the database gives way to the backup's rows. */
  private static final Set<String> FILLED_BY_MIGRATIONS = Set.of("role");

  private final BackupFile backup;
  private final Manifest manifest;
  private final SchemaMigrations migrations;
  private final Consumer<String> progress;

  /**
   * @param migrations of the database that is restored into
   * @param progress called for each table, and once a second while one takes longer
   */
  public Restore(BackupFile backup, SchemaMigrations migrations, Consumer<String> progress) {
    this.backup = backup;
    this.manifest = backup.manifest();
    this.migrations = migrations;
    this.progress = progress;
  }

  /**
   * Makes the tables as they were when the backup was taken, and fills them. Bringing them up to
   * date is left to whoever opens the database.
   *
   * @param user who owns the database
   * @throws BackupException if the backup is damaged, the database is not empty, or one is too new
   *     for the other; no row was written then
   */
  public void into(String jdbcUrl, String user, String password) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      Durability.require(connection);
      makeTables();
      connection.setAutoCommit(false);
      fill(connection);
      connection.commit();
      connection.setAutoCommit(true);
      // So that lists are as fast as they were before the first of them is asked for.
      execute(connection, "analyze");
    } catch (SQLException | MigrationException | NotDurableException e) {
      throw new BackupException("Nothing was restored", e);
    }
  }

  private void makeTables() {
    if (!migrations.isKnown(manifest.schema())) {
      throw new BackupException(
          "The backup is of schema %s, which this version does not know; restore it with version %s"
              .formatted(manifest.schema(), manifest.product()));
    }
    var present = migrations.current();
    if (present.isPresent() && !present.get().equals(manifest.schema())) {
      throw new BackupException(
          "The backup is of schema %s, but the database is at schema %s; restore into a new one"
              .formatted(manifest.schema(), present.get()));
    }
    migrations.migrateTo(manifest.schema());
  }

  private void fill(Connection connection) throws SQLException {
    var catalog = new Catalog(connection);
    var tables = catalog.tables();
    var names = manifest.tables().stream().map(Manifest.Table::name).toList();
    if (!new HashSet<>(tables).equals(new HashSet<>(names))) {
      throw new BackupException(
          "The backup has the tables %s, but the database has %s".formatted(names, tables));
    }
    requireEmpty(connection, catalog, tables);
    for (var table : manifest.tables()) {
      load(connection, table, catalog.copied(table.name()));
    }
    for (var sequence : manifest.sequences()) {
      set(connection, sequence);
    }
  }

  private static void requireEmpty(Connection connection, Catalog catalog, List<String> tables)
      throws SQLException {
    execute(connection, "set local lock_timeout = '5s'");
    execute(
        connection,
        tables.stream()
            .collect(Collectors.joining(", ", "lock table ", " in access exclusive mode")));
    for (var table : tables) {
      if (FILLED_BY_MIGRATIONS.contains(table)) {
        execute(connection, "delete from " + table);
      } else if (!catalog.isEmpty(table)) {
        throw new BackupException(
            "The database is not empty: table %s has rows; restore into a new one"
                .formatted(table));
      }
    }
  }

  private void load(Connection connection, Manifest.Table table, String copied)
      throws SQLException {
    var copy =
        new CopyManager(connection.unwrap(BaseConnection.class))
            .copyIn("copy " + copied + " from stdin");
    try {
      backup.read(table, progress, (buffer, length) -> copy.writeToCopy(buffer, 0, length));
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void set(Connection connection, Manifest.Sequence sequence) throws SQLException {
    try (var statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
      statement.setString(1, sequence.name());
      statement.setLong(2, sequence.last());
      statement.execute();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
