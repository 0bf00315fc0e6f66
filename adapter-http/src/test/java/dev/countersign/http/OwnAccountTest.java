package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Person;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People look after their own account; a stolen token is not enough to take it over. */
class OwnAccountTest {
  private static final String ME = "/api/v1/me";
  private static final String PASSWORD = ME + "/password";
  private static final String SESSIONS = ME + "/sessions";
  private static final String NEW = "a wandering albatross, at dawn";

  private RunningApi api;
  private Client ada;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_new_password_ends_the_other_sessions_and_replaces_the_old_one() {
    var elsewhere = api.as(api.people.ada());

    ada.put(PASSWORD, passwords(Person.PASSWORD, NEW)).mustBe(204);

    ada.get(ME).mustBe(200);
    elsewhere.get(ME).mustBe(401, "unauthenticated");
    api.anyone().postForm("/api/v1/token", form(Person.PASSWORD)).mustBe(401);
    api.logIn(api.people.ada().username(), NEW).get(ME).mustBe(200);
    assertThat(audited()).contains("change-password").doesNotContain(NEW);
  }

  @Test
  void whoever_does_not_know_the_password_changes_none_and_is_slowed_down() {
    for (int i = 0; i < 5; i++) {
      ada.put(PASSWORD, passwords("wrong", NEW)).mustBe(403, "wrong-password");
    }

    assertThat(
            ada.put(PASSWORD, passwords(Person.PASSWORD, NEW))
                .mustBe(429, "too-many-attempts")
                .header("Retry-After"))
        .isEqualTo("15");
    api.clock.advance(Duration.ofSeconds(15));
    ada.put(PASSWORD, passwords(Person.PASSWORD, NEW)).mustBe(204);
  }

  @Test
  void a_new_password_is_as_good_as_the_first() {
    var reply = ada.put(PASSWORD, passwords(Person.PASSWORD, "short")).mustBe(400);

    assertThat(reply.errors()).containsEntry("password", "weak-password");
    assertThat(reply.errors()).hasSize(1);
  }

  @Test
  void a_name_and_a_language_are_changed_alone_and_an_address_with_the_password() {
    var changed = ada.patch(ME, "{\"fullName\": \"Ada Lovelace\", \"locale\": \"pt\"}").mustBe(200);
    assertThat(changed.text("/fullName")).isEqualTo("Ada Lovelace");
    assertThat(changed.text("/locale")).isEqualTo("pt");

    ada.patch(ME, "{\"email\": \"new@example.org\"}").mustBe(403, "wrong-password");
    ada.patch(
            ME, "{\"email\": \"new@example.org\", \"password\": \"%s\"}".formatted(Person.PASSWORD))
        .mustBe(200);

    var me = ada.get(ME).mustBe(200);
    assertThat(me.text("/email")).isEqualTo("new@example.org");
    assertThat(me.text("/fullName")).isEqualTo("Ada Lovelace");
  }

  @Test
  void an_address_of_somebody_else_stays_theirs() {
    var theirs = api.people.ana().account(api.clock.instant()).email().toUpperCase(Locale.ROOT);

    ada.patch(ME, "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(theirs, Person.PASSWORD))
        .mustBe(409, "email-taken");
  }

  @Test
  void sessions_are_listed_and_ended() {
    var elsewhere = api.as(api.people.ada());
    var listed = ada.get(SESSIONS).mustBe(200).at("/items");
    assertThat(listed).hasSize(2);
    var other =
        listed
            .valueStream()
            .filter(session -> !session.path("current").asBoolean())
            .map(session -> session.path("id").asString())
            .findFirst()
            .orElseThrow();

    api.as(api.people.ana()).send("DELETE", SESSIONS + "/" + other, "", "").mustBe(404);
    ada.send("DELETE", SESSIONS + "/" + other, "", "").mustBe(204);

    elsewhere.get(ME).mustBe(401, "unauthenticated");
    ada.send("DELETE", SESSIONS + "/" + other, "", "").mustBe(404);
    assertThat(ada.get(SESSIONS).mustBe(200).at("/items")).hasSize(1);
  }

  private String audited() {
    return api.as(api.people.root()).get("/api/v1/audit").mustBe(200).body();
  }

  private static String passwords(String current, String wanted) {
    return "{\"current\": \"%s\", \"password\": \"%s\"}".formatted(current, wanted);
  }

  private Map<String, String> form(String password) {
    return Map.of("username", api.people.ada().username(), "password", password);
  }
}
