package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.postgres.EmbeddedPostgres;
import dev.countersign.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes on one database: what is in force is what people published, however they are started.
 */
class PolicyInForceTest {
  private static final String PASSWORD = "rules-are-published";
  private static final String POLICIES = "/api/v1/policies";
  private static final String STANDARD = CanonicalJson.write(StandardPolicy.get());

  private static @TempDir Path folder;
  private static EmbeddedPostgres postgres;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private EnumMap<Setting, String> database;
  private Path house;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), progress -> {});
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void begin() throws IOException {
    database =
        new EnumMap<>(
            Map.of(
                Setting.DATABASE_POOL_SIZE,
                "6",
                Setting.DATABASE_URL,
                postgres.freshDatabase(),
                Setting.DATABASE_USER,
                postgres.user(),
                Setting.DATABASE_PASSWORD,
                postgres.password()));
    house = Files.writeString(folder.resolve("house.json"), named("house-1"));
  }

  @Test
  void restarts_with_and_without_a_policy_change_nothing() throws Exception {
    String first;
    try (var one = node("one", Map.of(Setting.POLICY, house.toString()));
        var two = node("two", Map.of())) {
      first = policies(one);
      assertThat(first)
          .contains("\"version\":\"house-1\"", "\"inForce\":true")
          .doesNotContain("standard-2");
      assertThat(policies(two)).isEqualTo(first);
      assertThat(audit(one, "policy/house-1").path("items"))
          .singleElement()
          .satisfies(row -> {
            assertThat(row.path("action").asString()).isEqualTo("first-start");
            assertThat(row.path("actor").asString()).isEqualTo("installation");
          });
    }
    try (var one = node("one", Map.of());
        var two = node("two", Map.of(Setting.POLICY, house.toString()))) {
      assertThat(policies(one)).isEqualTo(first);
      assertThat(policies(two)).isEqualTo(first);
      var other = Files.writeString(folder.resolve("other.json"), named("house-2"));

      assertThatExceptionOfType(StartupFailure.class)
          .isThrownBy(() -> node("three", Map.of(Setting.POLICY, other.toString())).close())
          .withMessageContaining("Policy house-1")
          .withMessageContaining("house-2")
          .withMessageContaining("countersign policy publish")
          .withMessageContaining("start without --policy");

      assertThat(policies(one)).isEqualTo(first);
      assertThat(audit(one, "policy/house-1").path("items")).hasSize(1);
      assertThat(audit(one, "policy/house-2").path("items")).isEmpty();
    }
  }

  @Test
  void a_person_publishes_and_both_nodes_follow_without_a_restart() throws Exception {
    try (var one = node("one", Map.of());
        var two = node("two", Map.of())) {
      var root = logIn(one, "root");
      var joined =
          root.post(
              "/api/v1/staff",
              """
              {"username": "paula", "password": "%s", "fullName": "Paula Pol",
               "email": "paula@example.org", "roles": ["policy"]}
              """
                  .formatted(PASSWORD));
      assertThat(joined.status()).as(joined.text()).isEqualTo(201);
      var paula = logIn(one, "paula");
      var body = "{\"policy\": %s}".formatted(Files.readString(house));

      assertThat(root.post(POLICIES, body).status()).isEqualTo(403);
      assertThat(logIn(one, "dora").post(POLICIES, body).status()).isEqualTo(403);
      var published = paula.post(POLICIES, body, "publish-house");
      assertThat(published.status()).as(published.text()).isEqualTo(201);
      assertThat(paula.post(POLICIES, body, "publish-house").text()).isEqualTo(published.text());

      Await.until("the other node follows", () -> inForce(two).equals("house-1"));
      assertThat(inForce(one)).isEqualTo("house-1");
      assertThat(audit(one, "policy/house-1").path("items"))
          .singleElement()
          .satisfies(row -> {
            assertThat(row.path("action").asString()).isEqualTo("publish");
            assertThat(row.path("actor").asString()).isEqualTo(joined.json().path("id").asString());
            assertThat(row.path("actorName").asString()).isEqualTo("paula");
            assertThat(row.path("address").asString()).isEqualTo("127.0.0.1");
          });
      var deciding =
          root.exchange(
              "PATCH",
              "/api/v1/users/" + joined.json().path("id").asString(),
              "{\"roles\": [\"policy\", \"analyst\"]}".getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/json");
      assertThat(deciding.status()).as(deciding.text()).isEqualTo(400);
      assertThat(deciding.text()).contains("never-together");
    }
  }

  @Test
  void one_that_takes_effect_later_does_so_on_both_nodes() throws Exception {
    try (var one = node("one", Map.of());
        var two = node("two", Map.of())) {
      var soon = Instant.now().plusSeconds(4);
      assertThat(run("publish", house.toString(), "--effective-from", soon.toString()))
          .as(said())
          .isZero();

      Await.until("both know of it", () -> policies(two).contains("house-1"));
      if (Instant.now().isBefore(soon)) {
        assertThat(policies(one)).contains("\"inForce\":true");
      }
      Await.until("it is in force", () -> inForce(one).equals("house-1"));
      Await.until("it is in force there", () -> inForce(two).equals("house-1"));
      assertThat(Instant.now()).isAfterOrEqualTo(soon);
      assertThat(audit(one, "policy/house-1").path("items"))
          .singleElement()
          .satisfies(row -> {
            assertThat(row.path("action").asString()).isEqualTo("publish");
            assertThat(row.path("actor").asString())
                .isEqualTo("operator/" + System.getProperty("user.name"));
            assertThat(row.path("details").path("effectiveFrom").asString())
                .startsWith(soon.toString().substring(0, 19));
          });
    }
  }

  @Test
  void nonsense_is_refused_with_its_place_by_every_way_in() throws Exception {
    var nonsense =
        Files.writeString(
            folder.resolve("nonsense.json"),
            named("nonsense").replace("\"minimum\":\"30.0000\"", "\"minimum\":\"70.0000\""));

    assertThat(run("check", nonsense.toString())).isEqualTo(1);
    assertThat(said()).contains("$.rules.checks[4].minimum: Nobody passes this.", "63.5");
    assertThat(run("publish", nonsense.toString())).isEqualTo(1);
    assertThat(said()).contains("$.rules.checks[4].minimum");
  }

  private static String named(String version) {
    return STANDARD.replace("standard-2", version);
  }

  private Countersign node(String name, Map<Setting, String> more) {
    var settings = new EnumMap<>(database);
    settings.putAll(more);
    return RunningSystem.start(folder.resolve(name), PASSWORD, settings);
  }

  private static Api logIn(Countersign node, String username) throws Exception {
    return Api.anonymous(node.apiUrl()).logIn(username, PASSWORD);
  }

  private static String policies(Countersign node) throws Exception {
    return logIn(node, "ana").get(POLICIES).text();
  }

  private static String inForce(Countersign node) throws Exception {
    for (var policy : logIn(node, "ana").get(POLICIES).json().path("items")) {
      if (policy.path("inForce").asBoolean()) {
        return policy.path("version").asString();
      }
    }
    throw new AssertionError("none is in force");
  }

  private static JsonNode audit(Countersign node, String subject) throws Exception {
    return logIn(node, "root").get("/api/v1/audit?subject=" + subject).json();
  }

  private int run(String... arguments) {
    var command = new ArrayList<>(List.of("policy"));
    command.addAll(List.of(arguments));
    var environment =
        database.entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().variable(), Map.Entry::getValue));
    environment.put(Setting.DATA.variable(), folder.resolve("cli").toString());
    var printing = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Main(printing, printing, environment).run(command.toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
