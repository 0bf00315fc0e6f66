package dev.countersign.persistence;

import static dev.countersign.testkit.RequestStory.aRequest;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.postgres.backup.Backup;
import dev.countersign.postgres.backup.BackupException;
import dev.countersign.postgres.backup.BackupFile;
import dev.countersign.postgres.backup.Manifest;
import dev.countersign.postgres.backup.Restore;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final String MANIFEST = "manifest.json";

  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not like 'flyway%'
      """;

  private static final String SEQUENCES =
      """
      select sequencename || ' ' || last_value from pg_sequences where last_value is not null
      """;

  private static final TestDatabase TEST = TestDatabase.fresh();

  @TempDir private static Path folder;

  private static Path file = Path.of("");

  /** Requests in every situation, some of their audit entries sealed and some not yet. */
  @BeforeAll
  static void fillAndBackUp() {
    file = folder.resolve("all.backup");
    var ids = new UuidV7Ids();
    var now = TEST.clock().instant();
    var transactions = TEST.transactions();
    var unused = PolicyInForce.put(TEST.database().policies(), StandardPolicy.get(), now);
    var people = People.strangers(ids, now).registeredIn(transactions, now);
    for (var situation : Situation.values()) {
      if (situation == Situation.GRANTED) {
        assertThat(TEST.database().auditSealer().seal()).isPositive();
      }
      var saved = situation.of(aRequest().identifiedBy(ids), people).savedIn(transactions);
      assertThat(saved.id()).isNotNull();
    }
    var manifest = backUp(file);
    assertThat(manifest.rows()).isGreaterThan(100);
  }

  @AfterAll
  static void close() {
    TEST.close();
  }

  @Test
  void what_is_restored_is_what_was_backed_up() throws SQLException {
    var url = TestDatabase.newUrl();

    restore(file, url);

    try (var restored = TestDatabase.on(url)) {
      assertThat(contents(restored)).isEqualTo(contents(TEST));
      var verifier = restored.database().auditVerifier();
      assertThat(verifier.verify()).isEqualTo(TEST.database().auditVerifier().verify());
      assertThat(verifier.verify().flaw()).isEmpty();
      assertThat(verifier.verify().notYetSealed()).isPositive();
    }
  }

  @Test
  void what_is_restored_goes_on_where_it_stood() throws SQLException {
    var url = TestDatabase.newUrl();

    restore(file, url);

    try (var restored = TestDatabase.on(url)) {
      var ids = new UuidV7Ids();
      var now = restored.clock().instant();
      var transactions = restored.transactions();
      var people = People.strangers(ids, now).registeredIn(transactions, now);
      var added = Situation.GRANTED.of(aRequest().identifiedBy(ids), people).savedIn(transactions);
      assertThat(added.id()).isNotNull();
      assertThat(restored.database().auditSealer().seal()).isPositive();
      assertThat(restored.database().auditVerifier().verify().flaw()).isEmpty();
    }
  }

  @Test
  void its_owner_alone_can_read_it_and_nothing_else_is_left_beside_it() throws IOException {
    var alone = Files.createDirectory(folder.resolve("alone"));
    var first = backUp(alone.resolve("a.backup"));
    var second = backUp(alone.resolve("a.backup"));

    assertThat(second.tables()).isEqualTo(first.tables());
    try (var files = Files.list(alone)) {
      assertThat(files).containsExactly(alone.resolve("a.backup"));
    }
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(alone.resolve("a.backup"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_backup_that_fails_leaves_the_one_before() throws IOException {
    var kept = Files.writeString(folder.resolve("kept.backup"), "the one before");

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> backUp(kept, TestDatabase.newUrl()))
        .withMessage("There is nothing in this database");

    assertThat(kept).hasContent("the one before");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whoever_may_not_read_all_of_it_is_told_so() throws SQLException {
    var reader = "reader_" + UUID.randomUUID().toString().replace("-", "");
    assertThat(TEST.asOwner("create role %s login password 'reader'".formatted(reader))).isZero();
    try {
      var all = "grant select on all tables in schema public to %s".formatted(reader);
      assertThat(TEST.asOwner(all)).isZero();
      assertThat(TEST.asOwner("revoke select on account from " + reader)).isZero();

      Backup.requireRights(TEST.url(), TestDatabase.owner(), TestDatabase.ownersPassword());
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(() -> Backup.requireRights(TEST.url(), reader, "reader"))
          .withMessageStartingWith("The database's user may not read account, ")
          .withMessageEndingWith("; a backup is made by who owns the database");
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(() -> Backup.requireRights(TEST.url(), reader, "wrong"))
          .withMessageStartingWith("No backup can be made: ");
    } finally {
      assertThat(TEST.asOwner("drop owned by %1$s; drop role %1$s".formatted(reader))).isZero();
    }
  }

  @Test
  void a_whole_backup_passes_its_check() {
    try (var backup = BackupFile.open(file)) {
      backup.check(progress -> {});

      assertThat(backup.manifest().product()).isEqualTo("1.2.3");
    }
  }

  @Test
  void a_backup_that_was_cut_off_is_refused() throws IOException {
    var bytes = Files.readAllBytes(file);
    var half = folder.resolve("half.backup");
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(half, "can't be read as a backup");
  }

  @Test
  void a_table_that_is_not_what_was_written_is_named() throws IOException {
    var changed =
        altered(
            "tables/account.copy",
            text -> text.replaceFirst("ada", "eve"),
            UnaryOperator.identity());

    assertRefused(changed, "damaged: table account is not what was written");
  }

  @Test
  void damaged_bytes_are_noticed_wherever_they_are_in_a_table() throws IOException {
    var bytes = Files.readAllBytes(file);
    long name = "tables/analysis.copy".length();
    int begin = new String(bytes, ISO_8859_1).indexOf("tables/analysis.copy") + (int) name;
    for (int offset : List.of(0, 1, 10, 100, 1_000)) {
      var damaged = bytes.clone();
      damaged[begin + offset] ^= 0x10;
      assertRefused(Files.write(folder.resolve("bit.backup"), damaged), "damaged: table analysis");
    }
  }

  @Test
  void a_manifest_that_is_not_what_was_written_is_refused() throws IOException {
    var changed =
        altered(MANIFEST, text -> text.replace("1.2.3", "1.2.4"), UnaryOperator.identity());

    assertRefused(changed, "is no backup, or a damaged one: its manifest");
  }

  @Test
  void a_damaged_backup_leaves_the_database_as_it_was() throws IOException, SQLException {
    var changed =
        altered(
            "tables/repayment_schedule.copy",
            text -> text.replaceFirst("PRICE", "SAC"),
            UnaryOperator.identity());
    try (var target = TestDatabase.fresh()) {
      var before = contents(target);
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(() -> restore(changed, target.url()))
          .withMessageContaining("table repayment_schedule");

      assertThat(contents(target)).isEqualTo(before);
    }
  }

  @Test
  void a_backup_of_a_schema_to_come_is_refused() throws IOException {
    assertUnknown("\"credit\":\"999\",\"shared\":\"1\"", "credit 999, shared 1");
    assertUnknown(
        "\"credit\":\"1\",\"loyalty\":\"1\",\"shared\":\"1\"", "credit 1, loyalty 1, shared 1");
  }

  private static void assertUnknown(String parts, String told) throws IOException {
    var newer = ofSchema(parts);
    var url = TestDatabase.newUrl();

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(newer, url))
        .withMessage(
            "The backup is of schema %s, which this version does not know; restore it with version 1.2.3"
                .formatted(told));
  }

  @Test
  void a_database_at_another_schema_is_refused() throws IOException {
    var older = ofSchema("\"shared\":\"1\"");
    try (var target = TestDatabase.fresh()) {
      assertThatExceptionOfType(BackupException.class)
          .isThrownBy(() -> restore(older, target.url()))
          .withMessage(
              "The backup is of schema shared 1, but the database is at schema credit 1, shared 1;"
                  + " restore into a new one");
    }
  }

  private static Path ofSchema(String parts) throws IOException {
    return altered(
        MANIFEST, text -> text.replace("\"credit\":\"1\",\"shared\":\"1\"", parts), comment -> "");
  }

  @Test
  void a_database_with_rows_is_refused_and_keeps_them() throws SQLException {
    var before = contents(TEST);

    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> restore(file, TEST.url()))
        .withMessageContaining("The database is not empty: table account has rows");

    assertThat(contents(TEST)).isEqualTo(before);
  }

  private static Manifest backUp(Path target) {
    return backUp(target, TEST.url());
  }

  private static Manifest backUp(Path target, String url) {
    return Backup.write(
        target, url, TestDatabase.owner(), TestDatabase.ownersPassword(), "1.2.3", told -> {});
  }

  private static void restore(Path from, String url) {
    try (var backup = BackupFile.open(from)) {
      new Restore(
              backup,
              new FlywayMigrations(url, TestDatabase.owner(), TestDatabase.ownersPassword()),
              told -> {})
          .into(url, TestDatabase.owner(), TestDatabase.ownersPassword());
    }
  }

  private static void assertRefused(Path damaged, String why) {
    assertThatExceptionOfType(BackupException.class)
        .isThrownBy(() -> {
          try (var backup = BackupFile.open(damaged)) {
            backup.check(told -> {});
          }
        })
        .withMessageContaining(why);
  }

  /**
   * All rows of each table, as far as they mean something elsewhere, and where its sequence stands.
   */
  private static Map<String, String> contents(TestDatabase test) throws SQLException {
    var contents = new TreeMap<String, String>();
    for (var table : test.askAsOwner(TABLES)) {
      var columns = String.join(", ", test.askAsOwner(columnsOf(table)));
      var rows =
          test.askAsOwner(
              "select t::text from (select %s from %s) t order by t::text"
                  .formatted(columns, table));
      contents.put(table, String.join("\n", rows));
    }
    for (var sequence : test.askAsOwner(SEQUENCES)) {
      contents.put(sequence, "");
    }
    return contents;
  }

  /** Transaction ids are left out: they mean nothing on another server. */
  private static String columnsOf(String table) {
    return """
    select column_name from information_schema.columns
    where table_schema = 'public' and table_name = '%s' and udt_name <> 'xid8'
    order by ordinal_position
    """
        .formatted(table);
  }

  /**
   * The same archive with one entry changed.
   *
   * @param comment what becomes of the manifest's hash; if empty, it is made anew
   */
  private static Path altered(
      String name, UnaryOperator<String> change, UnaryOperator<String> comment) throws IOException {
    var target = Files.createTempFile(folder, "altered", ".backup");
    try (var zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(target))) {
      var kept = comment.apply(zip.getComment());
      for (var entry : zip.stream().toList()) {
        var text = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
        var written = entry.getName().equals(name) ? change.apply(text) : text;
        assertThat(entry.getName().equals(name) && written.equals(text)).isFalse();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(written.getBytes(UTF_8));
        if (entry.getName().equals(MANIFEST)) {
          out.setComment(kept.isEmpty() ? Hash.of(written).value() : kept);
        }
      }
    }
    return target;
  }
}
