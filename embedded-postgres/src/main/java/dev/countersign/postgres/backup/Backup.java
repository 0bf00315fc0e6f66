package dev.countersign.postgres.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Writes all tables into one file, as they stood at one instant, while everyone goes on working.
 *
 * <p>The file is a zip archive with the rows of each table in PostgreSQL's text form, and the
 * {@link Manifest}, whose hash is the archive's comment.
 */
public final class Backup {
  private static final String ONE_VIEW_OF_ALL =
      "set transaction isolation level repeatable read, read only";

  private final Connection connection;
  private final ZipOutputStream zip;
  private final Consumer<String> progress;

  private Backup(Connection connection, OutputStream out, Consumer<String> progress) {
    this.connection = connection;
    this.zip = new ZipOutputStream(out);
    this.progress = progress;
  }

  /**
   * Writes the file and reads it again, or leaves everything as it was.
   *
   * @param user who owns the database
   * @param product version of the software, for the manifest
   * @param progress called for each table, and once a second while one takes longer
   * @throws BackupException if the database or the file stands in the way
   */
  public static Manifest write(
      Path file,
      String jdbcUrl,
      String user,
      String password,
      String product,
      Consumer<String> progress) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(ONE_VIEW_OF_ALL);
      }
      return AtomicFile.write(
          file, out -> new Backup(connection, out, progress).write(product), Backup::check);
    } catch (SQLException | IOException e) {
      throw new BackupException("The backup could not be made", e);
    }
  }

  private static void check(Path written) {
    try (var backup = BackupFile.open(written)) {
      backup.check(progress -> {});
    }
  }

  /**
   * Requires that somebody may read all that a backup holds.
   *
   * @throws BackupException if not, or if the database can't be reached
   */
  public static void requireRights(String jdbcUrl, String user, String password) {
    try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      requireRights(new Catalog(connection));
    } catch (SQLException e) {
      throw new BackupException("No backup can be made", e);
    }
  }

  private static void requireRights(Catalog catalog) throws SQLException {
    var unreadable = catalog.unreadable();
    if (!unreadable.isEmpty()) {
      throw new BackupException(
          "The database's user may not read %s; a backup is made by who owns the database"
              .formatted(String.join(", ", unreadable)));
    }
  }

  private Manifest write(String product) throws SQLException, IOException {
    var catalog = new Catalog(connection);
    var schema = catalog.schema();
    requireRights(catalog);
    var tables = new ArrayList<Manifest.Table>();
    for (var table : catalog.tables()) {
      tables.add(dump(table, catalog.copied(table)));
    }
    // Read last: a sequence never stands behind a row that was seen before.
    var manifest = new Manifest(product, schema, now(), tables, catalog.sequences());
    var text = CanonicalJson.write(manifest);
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    zip.write(text.getBytes(UTF_8));
    zip.setComment(Hash.of(text).value());
    zip.finish();
    return manifest;
  }

  private Manifest.Table dump(String table, String copied) throws SQLException, IOException {
    var digest = new TableDigest(table, progress);
    zip.putNextEntry(new ZipEntry(BackupFile.entry(table)));
    var out = new BufferedOutputStream(zip, 1 << 16);
    var copy =
        new CopyManager(connection.unwrap(BaseConnection.class))
            .copyOut("copy " + copied + " to stdout");
    for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      digest.update(row, row.length);
      out.write(row);
    }
    out.flush();
    zip.closeEntry();
    return digest.end();
  }

  private Instant now() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select transaction_timestamp()")) {
      rows.next();
      return rows.getTimestamp(1).toInstant();
    }
  }
}
