package dev.countersign.bootstrap;

import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.bootstrap.platform.Version;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.postgres.backup.Backup;
import dev.countersign.postgres.backup.BackupException;
import dev.countersign.postgres.backup.BackupFolder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One verified backup a night. Every hour it checks whether this night's backup exists, so a failed
 * or missed one is made up for. Metrics: {@code backup_age_seconds} and {@code
 * backup_failures_total}.
 */
final class NightlyBackup {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyBackup.class);

  /** When the backup is due, in the time zone of the policy's calendar. */
  private static final LocalTime DUE = LocalTime.of(2, 0);

  private final BackupFolder folder;
  private final DatabaseAccess access;
  private final ZoneId zone;
  private final Clock clock;
  private final Instant started;
  private final Counter failures;

  /**
   * @param path the same for every node
   * @throws BackupException if nothing can be kept there, or the database not be read
   */
  NightlyBackup(
      Path path, DatabaseAccess access, ZoneId zone, MeterRegistry registry, Clock clock) {
    this.folder = BackupFolder.at(path);
    this.access = access;
    this.zone = zone;
    this.clock = clock;
    this.started = clock.instant();
    this.failures = registry.counter("backup.failures");
    Backup.requireRights(access.url(), access.user(), access.password());
    TimeGauge.builder("backup.age", this, TimeUnit.MILLISECONDS, it -> it.age().toMillis())
        .description("since the backup was due that is the newest; since the start, if none is")
        .register(registry);
  }

  RecurringJob job() {
    return new RecurringJob("backup", "7 * * * *", this::run);
  }

  void run() {
    var night = nightAt(clock.instant());
    try {
      if (folder.newest().filter(newest -> !newest.isBefore(night)).isEmpty()) {
        make(folder.of(night));
        folder.dropOld(clock.instant());
      }
    } catch (BackupException e) {
      failures.increment();
      LOG.error("no backup of this night yet: {}", e.getMessage());
      throw e;
    }
  }

  private void make(Path file) {
    var manifest =
        Backup.write(
            file,
            access.url(),
            access.user(),
            access.password(),
            Version.get(),
            progress -> LOG.debug("backup: {}", progress));
    LOG.info("the backup of the night is in {}: {} rows", file, manifest.rows());
  }

  private Duration age() {
    var due = folder.newest().map(night -> night.atTime(DUE).atZone(zone).toInstant());
    return Duration.between(due.orElse(started), clock.instant());
  }

  /** The date of the last backup that was due. */
  private LocalDate nightAt(Instant now) {
    var there = now.atZone(zone).toLocalDateTime();
    return there.toLocalTime().isBefore(DUE)
        ? there.toLocalDate().minusDays(1)
        : there.toLocalDate();
  }
}
