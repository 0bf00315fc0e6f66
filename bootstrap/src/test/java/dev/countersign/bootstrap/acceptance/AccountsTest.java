package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest extends AcceptanceTest {
  private static final String USERS = "/api/v1/users";
  private static final String STAFF = "/api/v1/staff";
  private static final String PREFERENCES = "/api/v1/me/preferences";

  @Test
  void whoever_registers_is_an_applicant() throws Exception {
    var username = Product.unique("newcomer");

    var answer = anyone.post(USERS, account(username, ", \"locale\": \"pt-PT\""));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var user = answer.json();
    assertThat(user.path("id").asString()).isNotBlank();
    assertThat(user.path("username").asString()).isEqualTo(username);
    assertThat(user.path("fullName").asString()).isEqualTo("Someone Else");
    assertThat(user.path("email").asString()).isEqualTo(username + "@example.org");
    assertThat(texts(user.path("roles"))).containsExactly("applicant");
    assertThat(answer.text()).doesNotContainIgnoringCase("password");
    var me = anyone.logIn(username, Product.PASSWORD).get("/api/v1/me").json();
    assertThat(me.path("id")).isEqualTo(user.path("id"));
    assertThat(me.path("username").asString()).isEqualTo(username);
    assertThat(texts(me.path("roles"))).containsExactly("applicant");
  }

  @Test
  void nobody_chooses_a_role_for_themselves() throws Exception {
    var username = Product.unique("climber");

    for (var more : List.of("\"roles\": [\"admin\"]", "\"role\": \"admin\"", "\"active\": true")) {
      var answer = anyone.post(USERS, account(username, ", " + more));

      assertBadFields(answer, more.substring(1, more.indexOf('"', 1)));
    }

    assertThat(anyone.post(USERS, account(username, "")).status()).isEqualTo(201);
  }

  @Test
  void a_username_belongs_to_the_first_who_takes_it() throws Exception {
    var taken = newApplicant().username();

    assertProblem(anyone.post(USERS, account(taken, "")), 409);
    assertProblem(root.post(STAFF, account(taken, ", \"roles\": [\"analyst\"]")), 409);
    assertProblem(anyone.post(USERS, account("ada", "")), 409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "1234567",
        "password",
        "12345678",
        "qwertyuiop",
        "password123",
        "1qaz2wsx",
        "q1w2e3r4t5",
        "correcthorse"
      })
  void a_weak_password_is_refused(String weak) throws Exception {
    var body = account(Product.unique("weak"), "").replace(Product.PASSWORD, weak);

    assertBadFields(anyone.post(USERS, body), "password");
  }

  @Test
  void a_password_is_not_the_username() throws Exception {
    var username = Product.unique("the-same-as-my-password");
    var body = account(username, "").replace(Product.PASSWORD, username);

    assertBadFields(anyone.post(USERS, body), "password");
  }

  @Test
  void a_long_pass_phrase_in_any_script_is_welcome() throws Exception {
    var username = Product.unique("phrase");
    var phrase = "Überall rauschen die Wälder & ウィンドウ " + "x".repeat(24);
    var answer = anyone.post(USERS, account(username, "").replace(Product.PASSWORD, phrase));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var me = anyone.logIn(username, phrase).get("/api/v1/me");
    assertThat(me.json().path("username").asString()).isEqualTo(username);
  }

  @Test
  void an_account_is_checked_member_by_member_and_all_at_once() throws Exception {
    assertBadFields(anyone.post(USERS, "{}"), "username", "password", "fullName", "email");
    assertBadFields(
        anyone.post(
            USERS,
            """
            {"username": "", "password": "abc", "fullName": " ", "email": "nobody", "isAdmin": 1}
            """),
        "username",
        "password",
        "fullName",
        "email",
        "isAdmin");
    assertBadFields(
        anyone.post(
            USERS, "{\"username\": 5, \"password\": null, \"fullName\": [], \"email\": {}}"),
        "username",
        "password",
        "fullName",
        "email");
    var tooLong = "x".repeat(5_000);
    assertBadFields(
        anyone.post(
            USERS,
            "{\"username\": \"%1$s\", \"password\": \"%1$s\", \"fullName\": \"%1$s\", \"email\": \"%1$s@a.org\"}"
                .formatted(tooLong)),
        "username",
        "password",
        "fullName",
        "email");
    assertBadFields(
        anyone.post(USERS, account("nul\\u0000", "").replace("Someone Else", "No\\u0000body")),
        "username",
        "fullName");
  }

  @Test
  void an_admin_makes_staff_and_nobody_else_does() throws Exception {
    var username = Product.unique("hired");
    var body = account(username, ", \"roles\": [\"analyst\", \"manager\"]");
    for (var other : List.of(ada, ana, max, dora)) {
      assertProblem(other.post(STAFF, body), 403);
    }
    assertProblem(anyone.post(STAFF, body), 401);

    var answer = root.post(STAFF, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(texts(answer.json().path("roles"))).containsExactlyInAnyOrder("analyst", "manager");
    var me = anyone.logIn(username, Product.PASSWORD).get("/api/v1/me").json();
    assertThat(texts(me.path("roles"))).containsExactlyInAnyOrder("analyst", "manager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"emperor\"]", "\"analyst\"", "null", "[null]", "[5]", "[]"})
  void a_role_that_does_not_exist_can_be_given_to_nobody(String roles) throws Exception {
    var answer = root.post(STAFF, account(Product.unique("odd"), ", \"roles\": " + roles));

    assertProblem(answer, 400);
    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("field").asString()))
        .as(answer.text())
        .anySatisfy(field -> assertThat(field).startsWith("roles"));
    var someone = newApplicant();
    if (!roles.equals("null")) {
      assertProblem(root.patch(USERS + "/" + someone.id(), "{\"roles\": " + roles + "}"), 400);
    }
    var me = someone.api().get("/api/v1/me");
    assertThat(texts(me.json().path("roles"))).containsExactly("applicant");
  }

  @Test
  void the_users_are_listed_to_an_admin_alone() throws Exception {
    var someone = newApplicant();

    var listed = all(root, USERS, user -> user.path("id").asString().equals(someone.id()));

    assertThat(listed)
        .singleElement()
        .satisfies(user -> {
          assertThat(user.path("username").asString()).isEqualTo(someone.username());
          assertThat(texts(user.path("roles"))).containsExactly("applicant");
          assertThat(user.toString()).doesNotContainIgnoringCase("password", "argon2");
        });
    for (var other : List.of(ada, ana, max, dora)) {
      assertProblem(other.get(USERS), 403);
    }
  }

  @Test
  void a_change_of_role_ends_the_sessions_of_that_user() throws Exception {
    var someone = newStaff("\"analyst\"");
    assertThat(someone.api().get("/api/v1/inbox").status()).isEqualTo(200);

    var changed = root.patch(USERS + "/" + someone.id(), "{\"roles\": [\"manager\"]}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(texts(changed.json().path("roles"))).containsExactly("manager");
    assertProblem(someone.api().get("/api/v1/me"), 401);
    var me = someone.again().api().get("/api/v1/me").json();
    assertThat(texts(me.path("roles"))).containsExactly("manager");
  }

  @Test
  void whoever_is_deactivated_is_logged_out_and_stays_out_until_activated_again() throws Exception {
    var someone = newApplicant();
    var tokens = Tokens.of(someone.username());

    var changed = root.patch(USERS + "/" + someone.id(), "{\"active\": false}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertProblem(someone.api().get("/api/v1/me"), 401);
    assertProblem(anyone.with(tokens.access()).get("/api/v1/me"), 401);
    assertProblem(Tokens.refresh(tokens.refresh()), 401);
    assertProblem(Tokens.ask(someone.username(), Product.PASSWORD), 401);

    assertThat(root.patch(USERS + "/" + someone.id(), "{\"active\": true}").status())
        .isEqualTo(200);
    assertThat(someone.again().api().get("/api/v1/me").status()).isEqualTo(200);
    assertProblem(someone.api().get("/api/v1/me"), 401);
  }

  @Test
  void only_roles_and_activity_can_be_changed_and_only_of_somebody() throws Exception {
    var someone = newApplicant();
    var path = USERS + "/" + someone.id();

    assertBadFields(root.patch(path, "{\"username\": \"other\"}"), "username");
    assertBadFields(root.patch(path, "{\"active\": \"no\"}"), "active");
    assertProblem(root.patch(USERS + "/nobody", "{\"active\": false}"), 404);
    assertProblem(
        root.patch(USERS + "/00000000-0000-7000-8000-000000000000", "{\"active\": false}"), 404);
    for (var other : List.of(someone.api(), ana, max, dora)) {
      assertProblem(other.patch(path, "{\"roles\": [\"admin\"]}"), 403);
    }
    assertThat(someone.api().get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void everyone_chooses_how_they_are_notified() throws Exception {
    var someone = newApplicant().api();

    var answer = someone.put(PREFERENCES, "{\"email\": false, \"live\": true}");

    assertThat(answer.status()).as(answer.text()).isIn(200, 204);
    if (answer.status() == 200) {
      assertThat(answer.json().findValue("email").asBoolean()).isFalse();
      assertThat(answer.json().findValue("live").asBoolean()).isTrue();
    }
    assertBadFields(someone.put(PREFERENCES, "{\"email\": \"yes\", \"live\": true}"), "email");
    assertBadFields(
        someone.put(PREFERENCES, "{\"email\": true, \"live\": true, \"sms\": true}"), "sms");
    assertBadFields(someone.put(PREFERENCES, "{\"email\": null, \"live\": 1}"), "email", "live");
    assertProblem(anyone.put(PREFERENCES, "{\"email\": true, \"live\": true}"), 401);
  }
}
