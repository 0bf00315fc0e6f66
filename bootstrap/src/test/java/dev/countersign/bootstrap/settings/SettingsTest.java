package dev.countersign.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.mail.notification.SmtpServer;
import dev.countersign.messaging.event.EventTopics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void without_any_choice_everything_is_local_and_embedded() {
    var settings = valid(Map.of(), Map.of(), Optional.empty());

    assertThat(settings.api()).isEqualTo(new Settings.Endpoint("127.0.0.1", 8080));
    assertThat(settings.management()).isEqualTo(new Settings.Endpoint("127.0.0.1", 9090));
    assertThat(settings.jobsDashboardPort()).isEmpty();
    assertThat(settings.database()).isEmpty();
    assertThat(settings.policy()).isEmpty();
    assertThat(settings.data()).isAbsolute().endsWithRaw(Path.of("countersign-data"));
  }

  @Test
  void a_flag_outranks_the_environment_which_outranks_the_file() throws IOException {
    var file = Files.writeString(folder.resolve("settings"), "port=1\nmanagement-port=2\nhost=h\n");

    var settings =
        valid(
            Map.of(Setting.PORT, "5"),
            Map.of("COUNTERSIGN_PORT", "3", "COUNTERSIGN_MANAGEMENT_PORT", "4"),
            Optional.of(file));

    assertThat(settings.api()).isEqualTo(new Settings.Endpoint("h", 5));
    assertThat(settings.management().port()).isEqualTo(4);
  }

  @Test
  void every_wrong_value_is_named_at_once() throws IOException {
    var file = Files.writeString(folder.resolve("settings"), "prot=8080\n");

    var problems =
        problems(
            Map.of(
                Setting.PORT, "eighty",
                Setting.MANAGEMENT_PORT, "70000",
                Setting.JOBS_DASHBOARD_PORT, "some",
                Setting.DATABASE_POOL_SIZE, "1",
                Setting.DATABASE_URL, "postgres://somewhere",
                Setting.POLICY, folder.resolve("missing").toString()),
            Map.of("COUNTERSIGN_DEMO_PASSWORD", "short"),
            Optional.of(file));

    assertThat(problems)
        .hasSize(8)
        .anyMatch(problem -> problem.contains("unknown key: prot"))
        .anyMatch(problem -> problem.contains("port") && problem.contains("eighty"))
        .anyMatch(problem -> problem.contains("management-port") && problem.contains("70000"))
        .anyMatch(problem -> problem.contains("jobs-dashboard-port") && problem.contains("some"))
        .anyMatch(problem -> problem.contains("database-pool-size"))
        .anyMatch(problem -> problem.contains("database-url"))
        .anyMatch(problem -> problem.contains("policy"))
        .anyMatch(problem -> problem.contains("demo-password"));
  }

  @Test
  void a_mail_server_is_spoken_to_under_tls_unless_told_otherwise() throws IOException {
    var password = Files.writeString(folder.resolve("password"), "of the post\n");

    var smtp =
        valid(
                Map.of(
                    Setting.SMTP_HOST, "mail.example.org",
                    Setting.SMTP_USER, "credit",
                    Setting.SMTP_PASSWORD_FILE, password.toString(),
                    Setting.SMTP_FROM, "credit@example.org"),
                Map.of(),
                Optional.empty())
            .smtp()
            .orElseThrow();

    assertThat(smtp.port()).isEqualTo(587);
    assertThat(smtp.tls()).isEqualTo(SmtpServer.Tls.STARTTLS);
    assertThat(smtp.login()).contains(new SmtpServer.Login("credit", "of the post"));
    assertThat(smtp.toString()).doesNotContain("of the post");
  }

  @Test
  void what_a_mail_server_needs_is_asked_for_and_no_password_leaves_in_the_open() {
    assertThat(
            problems(
                Map.of(
                    Setting.SMTP_HOST, "mail.example.org",
                    Setting.SMTP_TLS, "none",
                    Setting.SMTP_USER, "credit",
                    Setting.SMTP_FROM, "a@example.org\r\nBcc: b@example.org"),
                Map.of(),
                Optional.empty()))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("smtp-password-file"))
        .anyMatch(problem -> problem.contains("in the open"))
        .anyMatch(problem -> problem.contains("smtp-from is an address"));
    assertThat(
            problems(Map.of(Setting.SMTP_FROM, "credit@example.org"), Map.of(), Optional.empty()))
        .containsExactly("smtp-from is set, but smtp-host is not");
  }

  @Test
  void two_servers_can_not_share_a_port() {
    assertThat(
            problems(
                Map.of(Setting.PORT, "9000", Setting.MANAGEMENT_PORT, "9000"),
                Map.of(),
                Optional.empty()))
        .containsExactly("port and management-port are both 9000");
  }

  @Test
  void a_password_without_a_server_to_use_it_on_is_a_mistake() {
    assertThat(
            problems(Map.of(), Map.of("COUNTERSIGN_DATABASE_PASSWORD", "secret"), Optional.empty()))
        .containsExactly("database-password is set, but database-url is not");
  }

  @Test
  void a_bureau_has_an_address_and_a_key_from_a_file() throws IOException {
    var key = Files.writeString(folder.resolve("key"), "ours-alone\n").toString();

    var settings =
        valid(
            Map.of(Setting.BUREAU_URL, "https://bureau.example/x", Setting.BUREAU_KEY_FILE, key),
            Map.of(),
            Optional.empty());

    var bureau = settings.bureau().orElseThrow();
    assertThat(bureau.url()).hasHost("bureau.example");
    assertThat(bureau.key()).contains("ours-alone");
    assertThat(bureau.toString()).doesNotContain("ours-alone");
    assertThat(settings.valuation()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bureau.example/x",
        "ftp://localhost",
        "bureau",
        "https:///x",
        "https://a:b@c/",
        " %"
      })
  void what_goes_to_a_bureau_leaves_this_machine_under_tls_alone(String url) {
    assertThat(problems(Map.of(Setting.BUREAU_URL, url), Map.of(), Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("bureau-url is an https:// address");
  }

  @Test
  void a_key_without_a_bureau_and_a_key_that_is_none_are_mistakes() throws IOException {
    var key = Files.writeString(folder.resolve("key"), "two\nlines\n").toString();

    assertThat(
            problems(
                Map.of(
                    Setting.BUREAU_KEY_FILE, key,
                    Setting.VALUATION_URL, "http://localhost:1",
                    Setting.VALUATION_KEY_FILE, key),
                Map.of(),
                Optional.empty()))
        .containsExactly(
            "bureau-key-file is set, but bureau-url is not",
            "valuation-key-file does not hold one line of visible characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"otel:4318", "ftp://otel", "http:///x", "http://a:b@otel", "http://o?x"})
  void traces_go_to_an_address_of_http(String url) {
    assertThat(problems(Map.of(Setting.OTLP_ENDPOINT, url), Map.of(), Optional.empty()))
        .containsExactly("otlp-endpoint is an http:// or https:// address, not \"" + url + "\"");
    assertThat(
            valid(Map.of(Setting.OTLP_ENDPOINT, "http://otel:4318"), Map.of(), Optional.empty())
                .collector())
        .contains(URI.create("http://otel:4318"));
  }

  @Test
  void an_institution_brings_its_own_policy_in_canonical_form() throws IOException {
    var own = CanonicalJson.write(StandardPolicy.get()).replace("standard-2", "house-7");
    var file = Files.writeString(folder.resolve("policy.json"), own);

    var settings = valid(Map.of(Setting.POLICY, file.toString()), Map.of(), Optional.empty());

    assertThat(settings.policy().orElseThrow().version()).isEqualTo("house-7");
  }

  @Test
  void an_institution_adds_lines_of_text() throws IOException {
    var file = Files.writeString(folder.resolve("texts.properties"), "pt.stage.BOARD=direção\n");

    var settings = valid(Map.of(Setting.TEXTS, file.toString()), Map.of(), Optional.empty());

    assertThat(settings.texts()).containsExactly(Map.entry("pt.stage.BOARD", "direção"));
  }

  @Test
  void texts_that_are_not_there_are_a_problem() {
    var missing = folder.resolve("missing").toString();

    assertThat(problems(Map.of(Setting.TEXTS, missing), Map.of(), Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("texts can't be read");
  }

  @Test
  void a_policy_that_makes_no_sense_is_refused_with_the_place() throws IOException {
    var own = CanonicalJson.write(StandardPolicy.get()).replace("\"minimum\":600", "\"minimum\":x");
    var file = Files.writeString(folder.resolve("policy.json"), own);

    assertThat(problems(Map.of(Setting.POLICY, file.toString()), Map.of(), Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("policy can't be used: $: This is not valid at character");
  }

  @Test
  void kafka_is_reached_with_whatever_properties_its_clients_take() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("kafka"), "security.protocol=SASL_SSL\nsasl.jaas.config=x");

    var kafka =
        valid(
                Map.of(
                    Setting.KAFKA_BOOTSTRAP_SERVERS,
                    "one:9092,two:9092",
                    Setting.KAFKA_PROPERTIES,
                    file.toString()),
                Map.of(),
                Optional.empty())
            .kafka()
            .orElseThrow();

    assertThat(kafka.cluster().properties())
        .containsOnly(entry("security.protocol", "SASL_SSL"), entry("sasl.jaas.config", "x"));
    assertThat(kafka.topics()).isEqualTo(new EventTopics("countersign", 12, Duration.ofDays(7)));
    assertThat(kafka).hasToString("countersign.* on one:9092,two:9092");
  }

  @Test
  void properties_of_kafka_that_would_lose_events_are_refused() throws IOException {
    var file = Files.writeString(folder.resolve("kafka"), "acks=1\ngroup.id=mine\n");

    assertThat(
            problems(
                Map.of(
                    Setting.KAFKA_BOOTSTRAP_SERVERS,
                    "one:9092",
                    Setting.KAFKA_PROPERTIES,
                    file.toString()),
                Map.of(),
                Optional.empty()))
        .containsExactly(
            "kafka-properties may not set acks", "kafka-properties may not set group.id");
    assertThat(
            problems(Map.of(Setting.KAFKA_PROPERTIES, file.toString()), Map.of(), Optional.empty()))
        .containsExactly("kafka-properties is set, but kafka-bootstrap-servers is not");
  }

  @Test
  void a_secret_is_taken_as_it_is_whatever_signs_it_has() {
    var password = "${home}\\,x #%dev.";

    var database =
        valid(
                Map.of(Setting.DATABASE_URL, "jdbc:postgresql://db/x"),
                Map.of("COUNTERSIGN_DATABASE_PASSWORD", password),
                Optional.empty())
            .database();

    assertThat(database)
        .contains(new Settings.DatabaseServer("jdbc:postgresql://db/x", "countersign", password));
  }

  @Test
  void what_is_set_to_nothing_hides_what_it_outranks_and_is_missed_where_it_is_needed()
      throws IOException {
    var file = Files.writeString(folder.resolve("settings"), "backup-folder=b\nhost=h\n");

    assertThat(
            valid(Map.of(), Map.of("COUNTERSIGN_BACKUP_FOLDER", " "), Optional.of(file))
                .backupFolder())
        .isEmpty();
    assertThat(
            problems(
                Map.of(),
                Map.of("COUNTERSIGN_HOST", "", "COUNTERSIGN_PORT", ""),
                Optional.of(file)))
        .contains("port is empty", "host is empty");
  }

  @Test
  void a_secret_that_is_refused_is_not_shown() {
    assertThat(problems(Map.of(), Map.of("COUNTERSIGN_DEMO_PASSWORD", "s3cret"), Optional.empty()))
        .containsExactly("demo-password has at least 8 characters");
  }

  @Test
  void secrets_have_no_flag_and_are_not_shown() {
    assertThat(Setting.DATABASE_PASSWORD.flag()).isEmpty();
    assertThat(Setting.DEMO_PASSWORD.flag()).isEmpty();
    assertThat(new Settings.DatabaseServer("jdbc:postgresql://db/x", "me", "secret").toString())
        .doesNotContain("secret");
  }

  private static Settings valid(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    return switch (Settings.read(flags, environment, file, false)) {
      case Settings.Valid valid -> valid.settings();
      case Settings.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static List<String> problems(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    return switch (Settings.read(flags, environment, file, false)) {
      case Settings.Valid valid -> throw new AssertionError("nothing was wrong");
      case Settings.Invalid invalid -> invalid.problems();
    };
  }
}
