package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  /** One folder for all tests: only the first start on it unpacks and makes the cluster. */
  @TempDir static Path data;

  @Test
  void data_and_password_survive_a_restart() throws Exception {
    String password;
    try (EmbeddedPostgres postgres = start()) {
      password = postgres.password();
      execute(postgres, "CREATE TABLE kept (id int)");
      execute(postgres, "INSERT INTO kept VALUES (7)");
    }

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT id FROM kept")).containsExactly("7");
      assertThat(postgres.password()).isEqualTo(password);
    }
  }

  @Test
  void the_password_is_256_random_bits_that_only_its_owner_may_read() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      Path file = data.resolve("postgres/password");

      assertThat(postgres.password()).matches("[A-Za-z0-9_-]{43}");
      assertThat(file).content().isEqualToIgnoringNewLines(postgres.password());
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
          .withMessageContaining("password authentication failed");
    }
  }

  @Test
  void it_runs_with_every_durable_setting_on_and_is_reached_from_this_machine_alone()
      throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(
              ask(
                  postgres,
                  """
                  SELECT name || ' ' || setting FROM pg_settings WHERE name IN
                    ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
                     'listen_addresses', 'unix_socket_directories', 'password_encryption')
                  ORDER BY name
                  """))
          .containsExactly(
              "data_checksums on",
              "fsync on",
              "full_page_writes on",
              "listen_addresses 127.0.0.1",
              "password_encryption scram-sha-256",
              "synchronous_commit on",
              "unix_socket_directories ");
    }
  }

  @Test
  void a_fresh_database_is_empty_and_apart_from_every_other() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      String one = postgres.freshDatabase();
      String other = postgres.freshDatabase();
      execute(postgres, one, "CREATE TABLE only_here (id int)");

      assertThat(ask(postgres, one, "SELECT to_regclass('only_here')"))
          .containsExactly("only_here");
      assertThat(ask(postgres, other, "SELECT to_regclass('only_here')")).containsOnlyNulls();
    }
  }

  @Test
  void after_a_kill_of_the_server_it_is_back_on_its_port_with_all_that_was_acknowledged()
      throws Exception {
    BlockingQueue<String> progress = new LinkedBlockingQueue<>();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, progress::add)) {
      long killed = postgres.pid();
      execute(postgres, "CREATE TABLE written (id int PRIMARY KEY)");
      List<String> acknowledged = new ArrayList<>();
      BlockingQueue<Integer> reached = new LinkedBlockingQueue<>();
      Thread writer =
          new Thread(() -> writeUntilTheConnectionBreaks(postgres, acknowledged, reached));
      writer.start();
      while (seen(reached) < 100) {
        // The kill hits the middle of the writing.
      }
      progress.clear();

      kill(killed);

      assertThat(Await.next(progress)).contains("ended unexpectedly with exit code 137");
      assertThat(Await.next(progress)).contains("takes connections again");
      Await.until("the writer ends", () -> !writer.isAlive());
      assertThat(postgres.pid()).isNotEqualTo(killed);
      assertThat(ask(postgres, "SELECT id FROM written ORDER BY id"))
          .as("at most the write under way is there without being acknowledged")
          .startsWith(acknowledged.toArray(String[]::new))
          .hasSizeBetween(acknowledged.size(), acknowledged.size() + 1);
    }
  }

  private static void writeUntilTheConnectionBreaks(
      EmbeddedPostgres postgres, List<String> acknowledged, BlockingQueue<Integer> reached) {
    try (Connection connection = connect(postgres, postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (int id = 0; ; id++) {
        statement.execute("INSERT INTO written VALUES (" + id + ")");
        acknowledged.add(Integer.toString(id));
        reached.add(id);
      }
    } catch (SQLException broken) {
      reached.add(Integer.MAX_VALUE);
    }
  }

  @Test
  void after_a_kill_of_one_session_the_others_find_it_again() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      long server = postgres.pid();
      try (Connection connection = connect(postgres, postgres.jdbcUrl());
          Statement statement = connection.createStatement()) {
        kill(Long.parseLong(one(statement, "SELECT pg_backend_pid()")));
      }

      assertThat(askUntilAnswered(postgres, "SELECT 1")).containsExactly("1");
      assertThat(postgres.pid()).isEqualTo(server);
    }
  }

  @Test
  void a_start_after_the_application_was_killed_stops_the_server_it_left_and_goes_on()
      throws Exception {
    try (HoldingApplication application = HoldingApplication.on(data)) {
      try (Connection session = connect(application);
          Statement statement = session.createStatement()) {
        statement.execute("CREATE TABLE outlived (id int)");
        statement.execute("INSERT INTO outlived VALUES (7)");
        long orphan = postmaster();
        application.kill();
        assertThat(runs(orphan)).isTrue();

        ServerLog log = new ServerLog(data.resolve("postgres/server.log"));
        long said = log.position();
        long before = System.nanoTime();
        try (EmbeddedPostgres postgres = start()) {
          assertThat(Duration.ofNanos(System.nanoTime() - before))
              .isLessThan(Duration.ofMinutes(1));
          assertThat(postgres.pid()).isNotEqualTo(orphan);
          assertThat(ask(postgres, "SELECT id FROM outlived")).containsExactly("7");
          assertThat(runs(orphan)).isFalse();
          assertThat(log.since(said)).contains("received fast shutdown request");
        }
      }
    }
  }

  @Test
  void a_start_after_application_and_server_were_killed_ends_the_sessions_they_left()
      throws Exception {
    try (HoldingApplication application = HoldingApplication.on(data);
        Connection session = connect(application);
        Statement statement = session.createStatement()) {
      long orphan = Long.parseLong(one(statement, "SELECT pg_backend_pid()"));
      Thread busy = new Thread(() -> spin(statement));
      busy.start();
      application.kill();
      kill(postmaster());

      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
        assertThat(runs(orphan)).isFalse();
      }
      Await.until("the session ends", () -> !busy.isAlive());
    }
  }

  /** A session that does not look up from its work keeps the server's memory until it is done. */
  private static void spin(Statement statement) {
    try {
      statement.execute("SET statement_timeout = '10s'");
      statement.execute("DO $$ BEGIN LOOP END LOOP; END $$");
    } catch (SQLException killed) {
      // As intended.
    }
  }

  @Test
  void another_process_on_the_folder_is_refused_by_name_of_the_one_that_has_it() throws Exception {
    try (HoldingApplication application = HoldingApplication.on(data)) {
      assertThatExceptionOfType(EmbeddedPostgresException.class)
          .isThrownBy(EmbeddedPostgresTest::start)
          .withMessageContaining("is in use by process " + application.pid());
      try (Connection unharmed = connect(application);
          Statement statement = unharmed.createStatement()) {
        assertThat(one(statement, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_server_that_another_process_runs_can_be_looked_at_while_it_does() throws Exception {
    assertThat(EmbeddedPostgres.ofRunning(data)).as("nobody runs it").isEmpty();
    try (HoldingApplication application = HoldingApplication.on(data)) {
      EmbeddedPostgres.Access access = EmbeddedPostgres.ofRunning(data).orElseThrow();

      assertThat(access.jdbcUrl()).isEqualTo(application.jdbcUrl());
      assertThat(access.toString()).doesNotContain(access.password());
      try (Connection connection =
              DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
          Statement statement = connection.createStatement()) {
        assertThat(one(statement, "SELECT 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_second_server_of_the_same_process_is_refused_and_the_first_keeps_its_claim()
      throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
            .isThrownBy(EmbeddedPostgresTest::start)
            .withMessageContaining("is in use by process " + ProcessHandle.current().pid());
      }
      assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void closing_a_second_time_leaves_the_next_server_alone() throws Exception {
    EmbeddedPostgres closed = start();
    closed.close();
    try (EmbeddedPostgres postgres = start()) {
      closed.close();

      assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
      assertThatExceptionOfType(EmbeddedPostgresException.class)
          .isThrownBy(EmbeddedPostgresTest::start)
          .withMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void unpacking_and_making_the_cluster_are_done_anew_when_they_were_cut_short() throws Exception {
    start().close();
    Path home = data.resolve("postgres");
    try (DirectoryStream<Path> binaries = Files.newDirectoryStream(home, "binaries-*")) {
      Path folder = binaries.iterator().next();
      Files.move(folder, folder.resolveSibling(folder.getFileName() + ".partial"));
      Files.delete(home.resolve(folder.getFileName() + ".partial/bin/initdb"));
    }
    Files.move(home.resolve("cluster"), home.resolve("cluster.partial"));
    Files.delete(home.resolve("cluster.partial/PG_VERSION"));
    Files.move(home.resolve("password"), home.resolve("password.partial"));

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
      assertThat(home).isDirectoryNotContaining("glob:**.partial");
    }
  }

  @Test
  void a_process_that_was_given_the_number_of_a_dead_server_does_not_keep_it_from_starting()
      throws Exception {
    start().close();
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    Process other = new ProcessBuilder("cat").start();
    try {
      Files.writeString(file, other.pid() + "\n/elsewhere\n", US_ASCII);

      try (EmbeddedPostgres postgres = start()) {
        assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
        assertThat(other.isAlive()).isTrue();
      }
    } finally {
      other.destroy();
    }
  }

  @Test
  void a_cluster_whose_password_is_gone_is_left_alone() throws Exception {
    start().close();
    Path password = data.resolve("postgres/password");
    Path aside = Files.move(password, data.resolve("password-aside"));
    try {
      assertThatExceptionOfType(EmbeddedPostgresException.class)
          .isThrownBy(EmbeddedPostgresTest::start)
          .withMessageMatching("The password of the database is missing: put .+ back .+");
      assertThat(password).doesNotExist();
    } finally {
      Files.move(aside, password);
    }
  }

  @Test
  void a_start_that_fails_tells_what_the_server_said_and_gives_the_folder_free() throws Exception {
    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> startWith(Map.of("shared_buffers", "plenty")))
        .withMessageContaining("server.log")
        .withMessageContaining("invalid value for parameter \"shared_buffers\": \"plenty\"");

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void a_server_that_may_lose_an_acknowledged_commit_is_refused_by_the_name_of_what_is_off()
      throws Exception {
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      try (EmbeddedPostgres postgres = startWith(Map.of(setting, "off"));
          Connection connection = connect(postgres, postgres.jdbcUrl())) {
        assertThatExceptionOfType(NotDurableException.class)
            .isThrownBy(() -> Durability.require(connection))
            .withMessageContaining(setting + " is off");
      }
    }
  }

  @Test
  void a_durable_server_is_accepted_and_one_that_turns_commits_off_for_its_user_is_not()
      throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      String database = postgres.freshDatabase();
      try (Connection connection = connect(postgres, database)) {
        Durability.require(connection);
      }
      String name = database.replaceAll(".*/|[?].*", "");
      execute(postgres, "ALTER DATABASE " + name + " SET synchronous_commit = off");

      try (Connection connection = connect(postgres, database)) {
        assertThatExceptionOfType(NotDurableException.class)
            .isThrownBy(() -> Durability.require(connection))
            .withMessageContaining("synchronous_commit is off");
      }
    }
  }

  private static EmbeddedPostgres start() {
    return startWith(Map.of());
  }

  private static EmbeddedPostgres startWith(Map<String, String> settings) {
    return EmbeddedPostgres.start(data, progress -> {}, settings);
  }

  private static int seen(BlockingQueue<Integer> reached) throws InterruptedException {
    int id = Await.next(reached);
    return id;
  }

  /** The first process of the server that has the cluster. */
  private static long postmaster() throws IOException {
    return PostmasterFile.in(data.resolve("postgres/cluster")).orElseThrow().pid();
  }

  /** What has ended may still be listed until its parent looks, but without its command. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private static Connection connect(EmbeddedPostgres postgres, String url) throws SQLException {
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
  }

  private static Connection connect(HoldingApplication application)
      throws IOException, SQLException {
    String password = Files.readString(data.resolve("postgres/password"), US_ASCII).strip();
    return DriverManager.getConnection(application.jdbcUrl(), "countersign_owner", password);
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    execute(postgres, postgres.jdbcUrl(), sql);
  }

  private static void execute(EmbeddedPostgres postgres, String url, String sql)
      throws SQLException {
    try (Connection connection = connect(postgres, url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    return ask(postgres, postgres.jdbcUrl(), sql);
  }

  private static List<String> ask(EmbeddedPostgres postgres, String url, String sql)
      throws SQLException {
    try (Connection connection = connect(postgres, url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> answers = new ArrayList<>();
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
      return answers;
    }
  }

  private static List<String> askUntilAnswered(EmbeddedPostgres postgres, String sql) {
    return Await.until("an answer to " + sql, () -> askOnce(postgres, sql), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<List<String>> askOnce(EmbeddedPostgres postgres, String sql) {
    try {
      return Optional.of(ask(postgres, sql));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
