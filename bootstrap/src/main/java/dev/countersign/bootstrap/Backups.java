package dev.countersign.bootstrap;

import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.platform.Version;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.persistence.Database;
import dev.countersign.persistence.FlywayMigrations;
import dev.countersign.postgres.EmbeddedPostgresException;
import dev.countersign.postgres.backup.Backup;
import dev.countersign.postgres.backup.BackupException;
import dev.countersign.postgres.backup.BackupFile;
import dev.countersign.postgres.backup.Manifest;
import dev.countersign.postgres.backup.Restore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** Makes backups, whether the system is running or not, checks them, and restores from them. */
final class Backups {
  private final Settings settings;
  private final PrintStream out;

  Backups(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * @throws StartupFailure with what is in the way; a file that was there before is still there
   *     then
   */
  void make(Path file) {
    try (var access = DatabaseAccess.toLookAt(settings, this::tell)) {
      var manifest =
          Backup.write(
              file, access.url(), access.user(), access.password(), Version.get(), this::tell);
      describe(manifest);
      out.println("The backup is in " + file + ".");
    } catch (BackupException | EmbeddedPostgresException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * @throws StartupFailure with what is wrong with the file
   */
  void check(Path file) {
    try (var backup = BackupFile.open(file)) {
      backup.check(this::tell);
      describe(backup.manifest());
      out.println("The backup is whole.");
    } catch (BackupException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Restores into the database of the settings, which has to be empty, and checks the audit trail.
   *
   * @return whether the trail is intact
   * @throws StartupFailure with what is in the way; nothing was restored then
   */
  boolean restore(Path file) {
    try (var backup = BackupFile.open(file);
        var access = DatabaseAccess.toServe(settings, this::tell)) {
      var migrations = new FlywayMigrations(access.url(), access.user(), access.password());
      new Restore(backup, migrations, this::tell)
          .into(access.url(), access.user(), access.password());
      describe(backup.manifest());
      try (var database =
          Database.open(
              access.url(), access.user(), access.password(), 2, Clock.systemUTC(), () -> {})) {
        return VerifyAudit.tell(database, out);
      }
    } catch (BackupException | EmbeddedPostgresException e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private void describe(Manifest manifest) {
    out.printf("  %-20s %s%n", "Taken at", manifest.takenAt());
    out.printf("  %-20s %s%n", "By version", manifest.product());
    out.printf("  %-20s %s%n", "Schema", manifest.schema());
    out.printf(Locale.ROOT, "  %-20s %,d%n", "Rows", manifest.rows());
  }

  private void tell(String progress) {
    out.println("  " + progress);
  }
}
