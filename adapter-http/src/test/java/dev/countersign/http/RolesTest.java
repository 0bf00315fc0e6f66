package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.RoleDefinition;
import dev.countersign.domain.party.Role;
import dev.countersign.http.access.Access;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles are data: who holds one may do what its row says, and nothing else. */
class RolesTest {
  private static final String ROLES = "/api/v1/roles";
  private static final String PASSWORD = "a horse of course";

  /** A log-out ends the walk, and what is heard live never ends. */
  private static final Set<String> ENDLESS =
      Set.of("/api/v1/logout", "/api/v1/events", "/api/v1/live");

  private static final Duration UNTIL_NOTICED = Duration.ofSeconds(2);

  private RunningApi api;
  private Client root;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    root = api.as(api.people.root());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void the_roles_are_listed_with_what_each_may_do() {
    var listed = root.get(ROLES).mustBe(200);

    assertThat(listed.at("/items").findValuesAsString("code"))
        .containsExactly("admin", "analyst", "applicant", "director", "manager", "policy");
    assertThat(listed.at("/items/2/permissions").toString())
        .isEqualTo("[\"credit-request.submit\"]");
  }

  @Test
  void whoever_holds_a_role_without_permissions_is_let_into_nothing_and_sees_nobody() {
    var request = api.analysed(api.as(api.people.ada()), Bodies.MORTGAGE);
    put("clerk", "[]").mustBe(200);
    var clerk = someoneWith("clerk");

    assertThat(api.api.routes())
        .filteredOn(route -> !(route.access() instanceof Access.Anyone))
        .filteredOn(route -> !ENDLESS.contains(route.path()))
        .hasSizeGreaterThan(30)
        .allSatisfy(route -> {
          var path = route.path().replaceAll("\\{[^}]*}", request.id());
          var reply = clerk.send(route.method().name(), path, "application/json", "{}");
          if (route.access() instanceof Access.Holding) {
            reply.mustBe(403, "forbidden");
          }
          assertThat(reply.body()).doesNotContain("\"ada\"", "Lisbon", "200000.00");
          api.anyone()
              .send(route.method().name(), path, "application/json", "{}")
              .mustBe(401, "unauthenticated");
        });
    assertThat(clerk.get("/api/v1/credit-requests").mustBe(200).at("/items")).isEmpty();
    clerk.show(request.id()).mustBe(404, "not-found");
  }

  @Test
  void what_is_added_to_a_role_can_be_done_by_those_who_are_logged_in() {
    put("clerk", "[]").mustBe(200);
    var clerk = someoneWith("clerk");
    clerk.get("/api/v1/dashboard/summary").mustBe(403, "forbidden");

    put("clerk", "[\"dashboard.read\"]").mustBe(200);
    api.clock.advance(UNTIL_NOTICED);

    clerk.get("/api/v1/dashboard/summary").mustBe(200);
    clerk.get("/api/v1/policies").mustBe(403, "forbidden");
  }

  @Test
  void what_is_taken_from_a_role_can_no_longer_be_done() {
    var max = api.as(api.people.max());
    max.get("/api/v1/inbox").mustBe(200);

    put("manager", "[]").mustBe(200);
    api.clock.advance(UNTIL_NOTICED);

    max.get("/api/v1/inbox").mustBe(403, "forbidden");
  }

  @Test
  void no_role_both_gives_out_roles_and_decides() {
    var refused =
        put("clerk", "[\"user.manage\", \"credit-request.decide\"]")
            .mustBe(400, "validation-failed");

    assertThat(refused.text("/errors/0/code")).isEqualTo("never-together");
    assertThat(refused.text("/errors/0/field")).isEqualTo("permissions");
  }

  @Test
  void nobody_is_given_two_roles_that_together_give_out_roles_and_decide() {
    var ana = "/api/v1/users/" + api.people.ana().id();
    var added =
        root.send(
                "POST",
                "/api/v1/staff",
                "application/json",
                """
                {"username": "cleo", "password": "%s", "fullName": "Cleo Clerk",
                 "email": "cleo@example.org", "roles": ["analyst", "admin"]}
                """
                    .formatted(PASSWORD),
                "Idempotency-Key",
                "both")
            .mustBe(400, "validation-failed");
    var changed =
        root.send("PATCH", ana, "application/json", "{\"roles\": [\"analyst\", \"admin\"]}")
            .mustBe(400, "validation-failed");

    for (var refused : new Reply[] {added, changed}) {
      assertThat(refused.text("/errors/0/field")).isEqualTo("roles");
      assertThat(refused.text("/errors/0/code")).isEqualTo("never-together");
    }
    assertThat(root.get(ana).mustBe(200).at("/roles").toString()).isEqualTo("[\"analyst\"]");
  }

  @Test
  void no_role_becomes_what_would_let_somebody_give_out_roles_and_decide() {
    put("clerk", "[]").mustBe(200);
    root.send(
            "PATCH",
            "/api/v1/users/" + api.people.ana().id(),
            "application/json",
            "{\"roles\": [\"analyst\", \"clerk\"]}")
        .mustBe(200);

    var refused = put("clerk", "[\"user.manage\"]").mustBe(400, "validation-failed");

    assertThat(refused.text("/errors/0/code")).isEqualTo("never-together");
    put("clerk", "[\"audit.read\"]").mustBe(200);
  }

  @Test
  void nobody_changes_a_role_that_they_hold() {
    put("admin", "[]").mustBe(409, "own-role");

    root.get("/api/v1/users").mustBe(200);
  }

  @Test
  void what_is_no_role_or_no_permission_is_refused() {
    put("Clerk", "[]").mustBe(400, "validation-failed");
    put("clerk-two", "[]").mustBe(400, "validation-failed");
    put("clerk", "[\"anything\"]").mustBe(400, "validation-failed");
    put("clerk", "[\"card.read\"]").mustBe(400, "validation-failed");
    put("clerk", "[1]").mustBe(400, "validation-failed");

    assertThat(root.get(ROLES).mustBe(200).at("/items")).hasSize(6);
  }

  @Test
  void a_role_is_put_once_under_one_key() {
    var first =
        root.send(
            "PUT",
            ROLES + "/clerk",
            "application/json",
            "{\"permissions\":[]}",
            "Idempotency-Key",
            "one");
    put("clerk", "[\"dashboard.read\"]").mustBe(200);

    var again =
        root.send(
            "PUT",
            ROLES + "/clerk",
            "application/json",
            "{\"permissions\":[]}",
            "Idempotency-Key",
            "one");

    assertThat(again.mustBe(200).body()).isEqualTo(first.mustBe(200).body());
    assertThat(api.system.roles().all())
        .filteredOn(definition -> definition.role().equals(new Role("CLERK")))
        .singleElement()
        .extracting(RoleDefinition::permissions)
        .satisfies(kept -> assertThat((Set<?>) kept).hasSize(1));
  }

  private Reply put(String role, String permissions) {
    return root.put(ROLES + "/" + role, "{\"permissions\":" + permissions + "}");
  }

  private Client someoneWith(String role) {
    var body =
        """
        {"username": "cleo", "password": "%s", "fullName": "Cleo", "email": "cleo@example.org",
          "roles": ["%s"]}
        """
            .formatted(PASSWORD, role);
    root.post("/api/v1/staff", body).mustBe(201);
    return api.logIn("cleo", PASSWORD);
  }
}
