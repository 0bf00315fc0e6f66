package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.countersign.testkit.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, logging in and out, and what an admin does. */
class AccountsTest {
  private static final String USERS = "/api/v1/users";

  private RunningApi api;

  @BeforeEach
  void start() {
    api = RunningApi.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String person(String username, String password) {
    return """
    {"username": "%s", "password": "%s", "fullName": "Eve Adams",
      "email": "%s@example.org"}
    """
        .formatted(username, password, username);
  }

  @Test
  void whoever_registers_is_an_applicant() {
    var reply = api.anyone().post(USERS, person("eve", "correct horse")).mustBe(201);

    assertThat(reply.body())
        .isEqualTo(
            """
            {"id":"%s","username":"eve","fullName":"Eve Adams","email":"eve@example.org",\
            "roles":["applicant"]}\
            """
                .formatted(reply.id()));
    assertThat(reply.header("Location")).isEqualTo(USERS + "/" + reply.id());
    var me = api.logIn("eve", "correct horse").get("/api/v1/me").mustBe(200);
    assertThat(me.text("/locale")).isEqualTo("en");
    assertThat(me.at("/preferences")).isEqualTo(Reply.parse("{\"email\":true,\"live\":true}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer,\\n\\nyour account is blocked",
        "Eve https://evil.example",
        "Eve, see www.evil.example",
        "evil.example/unblock",
        "eve@evil.example",
        "Eve\u2028Adams",
        " "
      })
  void a_name_is_one_line_and_nothing_to_follow(String name) {
    var body = person("eve", "correct horse").replace("Eve Adams", name);

    assertThat(api.anyone().post(USERS, body).mustBe(400).errors()).containsKey("fullName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"J.R.R. Tolkien", "Dr. Eve O’Neil-Adams, jr.", "Mª José", "李小龍", "X"})
  void a_name_is_whatever_a_person_is_called(String name) {
    api.anyone().post(USERS, person("eve", "correct horse").replace("Eve Adams", name)).mustBe(201);
  }

  @Test
  void an_address_belongs_to_one_account() {
    api.anyone().post(USERS, person("eve", "correct horse")).mustBe(201);

    api.anyone()
        .post(USERS, person("mallory", "correct horse").replace("mallory@", "EVE@"))
        .mustBe(409, "email-taken");
    api.as(api.people.root())
        .post(
            "/api/v1/staff",
            person("mallory", "correct horse")
                .replace("mallory@", "Eve@")
                .replaceFirst("\\{", "{\"roles\": [\"analyst\"], "))
        .mustBe(409, "email-taken");
  }

  @Test
  void nobody_changes_their_own_roles_and_the_last_admin_stays() {
    var root = api.as(api.people.root());
    var own = USERS + "/" + api.people.root().id();

    root.patch(own, "{\"roles\": [\"analyst\"]}").mustBe(409, "own-role");
    root.patch(own, "{\"active\": false}").mustBe(409, "own-role");
    root.patch(own, "{\"active\": true}").mustBe(200);
    root.get("/api/v1/me").mustBe(200);
  }

  @Test
  void nobody_chooses_their_own_roles() {
    var body = person("eve", "correct horse").replaceFirst("\\{", "{\"roles\": [\"admin\"], ");

    assertThat(api.anyone().post(USERS, body).mustBe(400).errors())
        .containsExactly(entry("roles", "unknown-member"));
  }

  @Test
  void a_name_is_given_once_whatever_its_case() {
    api.anyone().post(USERS, person("ADA", "correct horse")).mustBe(409, "username-taken");
  }

  @Test
  void a_weak_password_is_refused() {
    assertThat(api.anyone().post(USERS, person("eve", "short")).mustBe(400).errors())
        .containsExactly(entry("password", "weak-password"));
  }

  @Test
  void everything_wrong_about_a_person_is_told_at_once() {
    var body =
        """
        {"username": "e e", "password": 12345678, "email": "nowhere", "locale": "english!"}
        """;

    assertThat(api.anyone().post(USERS, body).mustBe(400).errors())
        .containsOnly(
            entry("username", "invalid"),
            entry("password", "wrong-type"),
            entry("fullName", "required"),
            entry("email", "invalid"),
            entry("locale", "invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud83c"})
  void nothing_of_a_person_holds_a_control_character_or_half_a_character(String bad) {
    var bodies = Bodies.withEachText(person("eve", "correct horse"), bad);

    assertThat(bodies).hasSize(4);
    assertThat(bodies)
        .allSatisfy(body ->
            assertThat(api.anyone().post(USERS, body).mustBe(400, "validation-failed").errors())
                .hasSize(1)
                .containsValue("invalid"));
  }

  @Test
  void an_e_mail_address_has_no_empty_part_and_a_locale_is_of_a_language_there_is() {
    for (var email : List.of("a@b..co", "a..b@example.org", ".a@example.org", "a@example.org.")) {
      var body = person("eve", "correct horse").replace("eve@example.org", email);

      assertThat(api.anyone().post(USERS, body).mustBe(400).errors())
          .as(email)
          .containsExactly(entry("email", "invalid"));
    }
    for (var locale : List.of("xx", "zz-PT", "english")) {
      var body =
          person("eve", "correct horse").replaceFirst("\\{", "{\"locale\": \"" + locale + "\", ");

      assertThat(api.anyone().post(USERS, body).mustBe(400).errors())
          .as(locale)
          .containsExactly(entry("locale", "invalid"));
    }
  }

  @Test
  void two_idempotency_keys_are_none() {
    var body = person("eve", "correct horse");

    assertThat(
            api.anyone()
                .post(USERS, body, "Idempotency-Key", "one", "Idempotency-Key", "two")
                .mustBe(400)
                .errors())
        .containsExactly(entry("Idempotency-Key", "invalid"));
  }

  @Test
  void a_name_has_a_visible_character_and_hides_none() {
    for (var name : List.of("\u200B", "Eve\u202E")) {
      var body = person("eve", "correct horse").replace("Eve Adams", name);

      assertThat(api.anyone().post(USERS, body).mustBe(400).errors())
          .containsExactly(entry("fullName", "invalid"));
    }
  }

  @Test
  void registering_twice_under_a_key_registers_once() {
    var body = person("eve", "correct horse");
    var first = api.anyone().post(USERS, body, "Idempotency-Key", "eve").mustBe(201);
    var second = api.anyone().post(USERS, body, "Idempotency-Key", "eve").mustBe(201);

    assertThat(second.body()).isEqualTo(first.body());
    api.anyone()
        .post(USERS, person("eva", "correct horse"), "Idempotency-Key", "eve")
        .mustBe(422, "idempotency-key-reused");
  }

  @Test
  void a_log_in_is_answered_as_oauth_does() {
    var reply =
        api.anyone()
            .postForm(
                "/api/v1/token",
                Map.of("grant_type", "password", "username", "ada", "password", Person.PASSWORD));

    assertThat(reply.mustBe(200).text("/token_type")).isEqualTo("bearer");
    assertThat(reply.at("/expires_in").asInt()).isEqualTo(1_800);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    var wrong = logIn("ada", "wrong");
    var unknown = logIn("nobody", "wrong");

    wrong.mustBe(401, "invalid-credentials");
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(unknown.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
  }

  @Test
  void a_log_in_needs_both_fields_in_a_form() {
    assertThat(logIn("ada", "").mustBe(400).errors()).containsOnly(entry("password", "required"));
    assertThat(logIn("a\u0000", "x").mustBe(400).errors())
        .containsOnly(entry("username", "invalid"));
    api.anyone()
        .post("/api/v1/token", "{\"username\":\"ada\"}")
        .mustBe(415, "unsupported-media-type");
    assertThat(
            api.anyone()
                .send("POST", "/api/v1/token", Client.FORM, "username=a&username=b&password=%zz")
                .mustBe(400)
                .errors())
        .containsOnly(entry("", "invalid"));
  }

  @Test
  void guessing_is_slowed_down() {
    Reply last = logIn("ada", "wrong");
    for (int i = 0; i < 100 && last.status() != 429; i++) {
      last = logIn("ada", "wrong");
    }

    assertThat(last.mustBe(429, "too-many-attempts").header("Retry-After")).matches("[1-9][0-9]*");
  }

  private Reply logIn(String username, String password) {
    return api.anyone()
        .postForm("/api/v1/token", Map.of("username", username, "password", password));
  }

  @Test
  void a_refresh_token_works_once_and_its_reuse_ends_the_session() {
    var tokens = logIn("ada", Person.PASSWORD).mustBe(200);
    var first = tokens.text("/refresh_token");

    var refreshed = refresh(first).mustBe(200);
    var client = api.anyone().with(refreshed.text("/access_token"));
    client.get("/api/v1/me").mustBe(200);
    refresh(first).mustBe(401, "invalid-refresh-token");

    client.get("/api/v1/me").mustBe(401, "unauthenticated");
    refresh(refreshed.text("/refresh_token")).mustBe(401, "invalid-refresh-token");
  }

  @Test
  void a_refresh_token_may_come_in_a_form() {
    var tokens = logIn("ada", Person.PASSWORD).mustBe(200);

    api.anyone()
        .postForm("/api/v1/refresh", Map.of("refresh_token", tokens.text("/refresh_token")))
        .mustBe(200);
  }

  private Reply refresh(String token) {
    return api.anyone().post("/api/v1/refresh", "{\"refresh_token\": \"" + token + "\"}");
  }

  @Test
  void an_admin_adds_staff_and_changes_them() {
    var root = api.as(api.people.root());
    var body = person("eve", "correct horse").replaceFirst("\\{", "{\"roles\": [\"analyst\"], ");
    var added = root.post("/api/v1/staff", body, "Idempotency-Key", "s").mustBe(201);
    assertThat(root.post("/api/v1/staff", body, "Idempotency-Key", "s").body())
        .isEqualTo(added.body());
    var eve = api.logIn("eve", "correct horse");
    eve.get("/api/v1/inbox").mustBe(200);

    var one = USERS + "/" + added.id();
    var changed = root.patch(one, "{\"roles\": [\"manager\", \"analyst\"]}").mustBe(200);

    assertThat(changed.at("/roles")).isEqualTo(Reply.parse("[\"analyst\",\"manager\"]"));
    eve.get("/api/v1/inbox").mustBe(401);
    assertThat(root.patch(one, "{\"active\": false}").mustBe(200).at("/active").asBoolean())
        .isFalse();
    logIn("eve", "correct horse").mustBe(401, "invalid-credentials");
    assertThat(root.get(one).mustBe(200).body()).isEqualTo(root.patch(one, "{}").body());
    root.get(USERS + "/0198c0de-0000-7000-8000-000000000000").mustBe(404, "not-found");
    root.patch(USERS + "/x", "{}").mustBe(404, "not-found");
    assertThat(root.patch(one, "{\"roles\": []}").mustBe(400).errors())
        .containsExactly(entry("roles", "invalid"));
    assertThat(root.patch(one, "{\"roles\": [\"king\"], \"active\": 1}").mustBe(400).errors())
        .containsOnly(entry("roles", "invalid"), entry("active", "wrong-type"));
  }

  @Test
  void preferences_are_kept() {
    var ada = api.as(api.people.ada());

    var kept = ada.put("/api/v1/me/preferences", "{\"email\": false, \"live\": true}").mustBe(200);

    assertThat(kept.json()).isEqualTo(Reply.parse("{\"email\":false,\"live\":true}"));
    assertThat(ada.get("/api/v1/me").at("/preferences")).isEqualTo(kept.json());
    assertThat(ada.put("/api/v1/me/preferences", "{\"email\": \"no\"}").mustBe(400).errors())
        .containsOnly(entry("email", "wrong-type"), entry("live", "required"));
  }

  @Test
  void an_admin_sets_what_the_simulated_bureau_says() {
    var root = api.as(api.people.root());
    var ada = api.as(api.people.ada());
    var record = "/api/v1/bureau-records/15350946056";

    var kept = root.put(record, "{\"rating\": 599, \"restriction\": false}").mustBe(200);

    assertThat(kept.body())
        .isEqualTo("{\"taxId\":\"15350946056\",\"rating\":599,\"restriction\":false}");
    var declined = api.analysed(ada, Bodies.personal("5000.00"));
    assertThat(declined.text("/status")).isEqualTo("DECLINED");
    assertThat(declined.text("/reasons/0/code")).isEqualTo("rating-below-minimum");
    root.put(record, "{\"unavailable\": true}").mustBe(200);
    var doubtful = api.analysed(ada, Bodies.personal("5000.00"));
    assertThat(doubtful.at("/route")).hasSize(2);
    assertThat(root.put(record, "{\"unavailable\": true, \"rating\": 1}").mustBe(400).errors())
        .containsExactly(entry("rating", "unknown-member"));
    assertThat(root.put(record, "{\"rating\": \"700\"}").mustBe(400).errors())
        .containsOnly(entry("rating", "wrong-type"), entry("restriction", "required"));
    assertThat(root.put("/api/v1/bureau-records/!", "{}").mustBe(400).errors())
        .containsExactly(entry("taxId", "invalid"));
  }
}
