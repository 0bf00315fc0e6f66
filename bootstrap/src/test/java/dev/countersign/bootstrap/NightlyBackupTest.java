package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.countersign.bootstrap.platform.DatabaseAccess;
import dev.countersign.persistence.Database;
import dev.countersign.postgres.EmbeddedPostgres;
import dev.countersign.postgres.backup.BackupException;
import dev.countersign.postgres.backup.BackupFile;
import dev.countersign.testkit.MutableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that a test lets pass, on a real database. */
class NightlyBackupTest {
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  /** Half past one in Lisbon, where it is summer. */
  private static final Instant BEFORE_TWO = Instant.parse("2026-07-01T00:30:00Z");

  @TempDir private static Path data;
  private static EmbeddedPostgres server;

  @TempDir private Path parent;

  private final MutableClock clock = MutableClock.at(BEFORE_TWO);
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void makeTables() {
    server = EmbeddedPostgres.start(data, progress -> {});
    Database.open(
            server.jdbcUrl(), server.user(), server.password(), 2, Clock.systemUTC(), () -> {})
        .close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void each_night_has_one_from_two_in_the_morning_where_the_policy_is() throws IOException {
    var backup = backup();
    backup.run();
    backup.run();
    assertThat(kept()).containsExactly("countersign-2026-06-30.backup");

    clock.advance(Duration.ofMinutes(29));
    backup.run();
    assertThat(kept()).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    backup.run();
    backup.run();
    assertThat(kept())
        .containsExactly("countersign-2026-06-30.backup", "countersign-2026-07-01.backup");
    assertThatNoException()
        .isThrownBy(() -> {
          try (var file = BackupFile.open(folder().resolve("countersign-2026-07-01.backup"))) {
            file.check(progress -> {});
          }
        });
  }

  @Test
  void the_last_seven_are_kept_and_nothing_is_left_behind() throws IOException {
    var backup = backup();
    var others = Files.writeString(folder().resolve("notes.backup"), "of somebody else");
    var abandoned = Files.createFile(folder().resolve(".countersign-2026-06-01.backup1.part"));
    var underWay = Files.createFile(folder().resolve(".countersign-2026-07-01.backup2.part"));
    Files.setLastModifiedTime(abandoned, FileTime.from(BEFORE_TWO.minus(Duration.ofDays(2))));
    Files.setLastModifiedTime(underWay, FileTime.from(BEFORE_TWO.plus(Duration.ofDays(8))));

    for (int night = 0; night < 9; night++) {
      backup.run();
      clock.advance(Duration.ofDays(1));
    }

    assertThat(kept())
        .hasSize(9)
        .contains("countersign-2026-07-02.backup", "countersign-2026-07-08.backup")
        .doesNotContain("countersign-2026-07-01.backup")
        .contains(others.getFileName().toString(), underWay.getFileName().toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_night_that_fails_is_counted_and_made_up_for() throws IOException {
    var backup = backup();
    backup.run();
    clock.advance(Duration.ofMinutes(37));
    for (var file : kept()) {
      Files.delete(folder().resolve(file));
    }
    Files.delete(folder());

    assertThatExceptionOfType(BackupException.class).isThrownBy(backup::run);
    assertThat(registry.counter("backup.failures").count()).isEqualTo(1);

    Files.createDirectory(folder());
    clock.advance(Duration.ofHours(1));
    backup.run();
    assertThat(kept()).containsExactly("countersign-2026-07-01.backup");
    assertThat(registry.counter("backup.failures").count()).isEqualTo(1);
  }

  @Test
  void its_age_is_the_time_since_it_was_due_or_since_the_start_if_there_is_none() {
    var backup = backup();
    clock.advance(Duration.ofMinutes(20));
    assertThat(age()).isEqualTo(Duration.ofMinutes(20));

    backup.run();
    assertThat(age()).isEqualTo(Duration.ofMinutes(23 * 60 + 50));

    clock.advance(Duration.ofMinutes(17));
    backup.run();
    assertThat(age()).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void where_nothing_can_be_kept_it_does_not_begin() throws IOException {
    Files.createFile(folder());

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(this::backup)
        .withMessageStartingWith("Backups can't be kept in " + folder());
  }

  private NightlyBackup backup() {
    var access =
        new DatabaseAccess(server.jdbcUrl(), server.user(), server.password(), Optional.empty());
    return new NightlyBackup(folder(), access, LISBON, registry, clock);
  }

  private Path folder() {
    return parent.resolve("nights");
  }

  private List<String> kept() throws IOException {
    try (var files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Duration age() {
    return Duration.ofSeconds(
        Math.round(registry.get("backup.age").timeGauge().value(TimeUnit.SECONDS)));
  }
}
