package dev.countersign.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.postgres.backup.SchemaMigrations.MigrationException;
import dev.countersign.postgres.backup.SchemaVersion;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each part of the schema counts its migrations by itself, and what is shared stands alone. */
class FlywayMigrationsTest {
  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = 'public' and table_name not like 'flyway%' order by table_name
      """;

  private static final List<String> OF_CREDIT =
      List.of(
          "analysis",
          "bureau_record",
          "credit_request",
          "decision",
          "policy",
          "policy_publication",
          "proposal",
          "proposal_word",
          "repayment_schedule",
          "replay_place");

  private final String url = TestDatabase.newUrl();

  @Test
  void what_is_shared_is_migrated_alone() throws SQLException {
    of("shared").migrate();

    assertThat(ask(TABLES)).contains("account", "change").doesNotContainAnyElementsOf(OF_CREDIT);
    assertThat(of("shared", "credit").current()).contains(new SchemaVersion(Map.of("shared", "1")));
  }

  @Test
  void a_context_adds_its_tables_to_what_is_shared_later_on() throws SQLException {
    of("shared").migrate();
    var before = ask(TABLES);

    of("shared", "credit").migrate();

    var all =
        Stream.concat(before.stream(), OF_CREDIT.stream()).collect(toCollection(TreeSet::new));
    assertThat(ask(TABLES)).containsExactlyElementsOf(all);
    assertThat(of("shared", "credit").current())
        .contains(new SchemaVersion(Map.of("shared", "1", "credit", "1")));
  }

  @Test
  void the_script_of_what_is_shared_names_no_table_of_credit() throws IOException {
    assertThat(script("shared")).doesNotContainPattern(anyOf(OF_CREDIT));
    assertThat(script("credit")).containsPattern(anyOf(OF_CREDIT));
  }

  @Test
  void nodes_that_start_at_the_same_time_migrate_one_after_the_other() {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var nodes =
          Stream.generate(
                  () -> CompletableFuture.runAsync(of("shared", "credit")::migrate, threads))
              .limit(4)
              .toList();

      assertThat(nodes).allSatisfy(node -> assertThat(node).succeedsWithin(Await.LONGEST));
    }
  }

  @Test
  void a_database_with_tables_of_somebody_else_is_refused_and_left_alone() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create table theirs (id int)");
    }

    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(() -> of("shared", "credit").migrate())
        .withMessageContaining("non-empty schema");

    assertThat(ask(TABLES)).containsExactly("theirs");
  }

  private FlywayMigrations of(String... parts) {
    return new FlywayMigrations(
        url, TestDatabase.owner(), TestDatabase.ownersPassword(), List.of(parts));
  }

  private static String script(String part) throws IOException {
    var path = "/db/migration/%s/V1__baseline.sql".formatted(part);
    try (var in = FlywayMigrationsTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static Pattern anyOf(List<String> tables) {
    return Pattern.compile("\\b(" + String.join("|", tables) + ")\\b");
  }

  private List<String> ask(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, TestDatabase.owner(), TestDatabase.ownersPassword());
  }
}
