package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.StandardPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies are put in force over HTTP by those whose role it is. */
class PublishingTest {
  private static final String POLICIES = "/api/v1/policies";
  private static final String PASSWORD = "a horse of course";
  private static final String STANDARD = CanonicalJson.write(StandardPolicy.get());
  private static final String HOUSE = STANDARD.replace("standard-2", "house 1/2");

  private RunningApi api;
  private Client root;
  private Client paula;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    root = api.as(api.people.root());
    root.post(
            "/api/v1/staff",
            """
            {"username": "paula", "password": "%s", "fullName": "Paula Pol",
             "email": "paula@example.org", "roles": ["policy"]}
            """
                .formatted(PASSWORD))
        .mustBe(201);
    paula = api.logIn("paula", PASSWORD);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_policy_is_published_and_found_where_the_answer_says() {
    var published = paula.post(POLICIES, body(HOUSE)).mustBe(201);

    assertThat(published.text("/version")).isEqualTo("house 1/2");
    assertThat(published.text("/since")).isEqualTo(RunningApi.MONDAY_NOON.toString());
    var listed = paula.get(POLICIES).mustBe(200);
    assertThat(listed.at("/items").findValuesAsString("version"))
        .containsExactly("house 1/2", "standard-2");
    assertThat(listed.at("/items/0/inForce").asBoolean()).isTrue();
    assertThat(listed.at("/items/1/inForce").asBoolean()).isFalse();
    assertThat(listed.text("/items/0/publishedBy")).isEqualTo(published.text("/publishedBy"));
    assertThat(listed.text("/items/1/publishedBy")).isEqualTo("installation");
  }

  @Test
  void one_that_takes_effect_later_is_in_force_then() {
    var at = RunningApi.MONDAY_NOON.plusSeconds(90).toString();

    var published =
        paula
            .post(POLICIES, "{\"policy\":%s,\"effectiveFrom\":\"%s\"}".formatted(HOUSE, at))
            .mustBe(201);

    assertThat(published.text("/since")).isEqualTo(at);
    assertThat(paula.get(POLICIES + "/standard-2").mustBe(200).at("/inForce").asBoolean()).isTrue();
    api.clock.advance(Duration.ofSeconds(90));
    assertThat(paula.get(POLICIES + "/standard-2").mustBe(200).at("/inForce").asBoolean())
        .isFalse();
  }

  @Test
  void a_policy_is_published_once_under_one_key_and_not_again_without_one() {
    var first = paula.post(POLICIES, body(HOUSE), "Idempotency-Key", "one").mustBe(201);
    api.clock.advance(Duration.ofSeconds(5));

    assertThat(paula.post(POLICIES, body(HOUSE), "Idempotency-Key", "one").mustBe(201).body())
        .isEqualTo(first.body());
    assertThat(paula.post(POLICIES, body(HOUSE)).mustBe(200).body()).isEqualTo(first.body());
  }

  @Test
  void nonsense_is_refused_with_its_place_in_the_body() {
    var refused =
        paula
            .post(
                POLICIES,
                body(
                    HOUSE
                        .replace("\"minimum\":600", "\"minimum\":0")
                        .replace("40.0000", "500.0000")))
            .mustBe(400, "validation-failed");

    assertThat(refused.at("/errors").findValuesAsString("field"))
        .containsExactly("policy.rules.checks[1].minimum", "policy.rules.checks[3].maximumPercent");
    assertThat(refused.at("/errors").findValuesAsString("code"))
        .containsExactly("never-fails", "never-fails");
    var unreadable =
        paula
            .post(POLICIES, body(HOUSE.replace("\"method\":\"PRICE\"", "\"method\":1")))
            .mustBe(400, "validation-failed");
    assertThat(unreadable.text("/errors/0/field")).isEqualTo("policy.products[0].repayment.method");
  }

  @Test
  void what_is_no_policy_or_no_time_is_refused() {
    paula.post(POLICIES, "{}").mustBe(400, "validation-failed");
    paula.post(POLICIES, "{\"policy\":\"standard\"}").mustBe(400, "validation-failed");
    for (var wrong :
        new String[] {
          "tomorrow", "2026-06-01", "2026-06-01T11:59:59Z", "+1000000000-12-31T23:59:59.999999999Z"
        }) {
      var refused =
          paula
              .post(POLICIES, "{\"policy\":%s,\"effectiveFrom\":\"%s\"}".formatted(HOUSE, wrong))
              .mustBe(400, "validation-failed");
      assertThat(refused.text("/errors/0/field")).isEqualTo("effectiveFrom");
    }
    assertThat(paula.get(POLICIES).mustBe(200).at("/items")).hasSize(1);
  }

  @Test
  void a_version_that_stands_for_another_policy_is_taken() {
    paula
        .post(POLICIES, body(STANDARD.replace("\"minimum\":600", "\"minimum\":601")))
        .mustBe(409, "version-taken");
  }

  @Test
  void nobody_else_publishes() {
    for (var other : new Client[] {root, api.as(api.people.dora()), api.as(api.people.ada())}) {
      other.post(POLICIES, body(HOUSE)).mustBe(403, "forbidden");
    }
    assertThat(paula.get(POLICIES).mustBe(200).at("/items")).hasSize(1);
  }

  @Test
  void nobody_publishes_and_decides() {
    var both =
        root.put(
                "/api/v1/roles/rulers",
                "{\"permissions\":[\"policy.publish\",\"credit-request.decide\"]}")
            .mustBe(400, "validation-failed");

    assertThat(both.text("/errors/0/code")).isEqualTo("never-together");
  }

  private static String body(String policy) {
    return "{\"policy\":" + policy + "}";
  }
}
