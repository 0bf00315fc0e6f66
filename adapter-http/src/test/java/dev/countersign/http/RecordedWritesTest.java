package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes leave an audit entry, and take effect once under one idempotency key. */
class RecordedWritesTest {
  private static final String PREFERENCES = "/api/v1/me/preferences";
  private static final String RECORD = "/api/v1/bureau-records/15350946056";

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
  void a_bureau_record_is_set_once_under_one_key() {
    var write = new Write(root, "PUT", RECORD, "{\"rating\": 599, \"restriction\": true}");

    var first = write.send("one").mustBe(200);
    root.put(RECORD, "{\"unavailable\": true}").mustBe(200);

    assertReplayed(write.send("one"), first);
    assertThat(actions("bureau-record/15350946056", api.people.root().id().toString()))
        .containsExactly(
            Map.entry("set", "{\"unavailable\":\"true\"}"),
            Map.entry("set", "{\"rating\":\"599\",\"restriction\":\"true\"}"));
    write.with("{\"unavailable\": true}").send("one").mustBe(422, "idempotency-key-reused");
  }

  @Test
  void a_refused_bureau_record_leaves_no_audit_entry() {
    root.put(RECORD, "{\"rating\": -1, \"restriction\": true}").mustBe(400, "validation-failed");
    api.as(api.people.ana()).put(RECORD, "{\"unavailable\": true}").mustBe(403, "forbidden");

    assertThat(actions("bureau-record/15350946056", "")).isEmpty();
  }

  @Test
  void preferences_are_set_once_under_one_key() {
    var ada = api.as(api.people.ada());
    var id = api.people.ada().id().toString();
    var write = new Write(ada, "PUT", PREFERENCES, "{\"email\": false, \"live\": true}");

    var first = write.send("one").mustBe(200);
    ada.put(PREFERENCES, "{\"email\": true, \"live\": true}").mustBe(200);

    assertReplayed(write.send("one"), first);
    assertThat(ada.get("/api/v1/me").at("/preferences/email").asBoolean()).isTrue();
    assertThat(actions("user/" + id, id))
        .filteredOn(done -> done.getKey().equals("set-preferences"))
        .containsExactly(
            Map.entry("set-preferences", "{\"email\":\"true\",\"live\":\"true\"}"),
            Map.entry("set-preferences", "{\"email\":\"false\",\"live\":\"true\"}"));
    write
        .with("{\"email\": true, \"live\": true}")
        .send("one")
        .mustBe(422, "idempotency-key-reused");
  }

  @Test
  void a_user_is_changed_once_under_one_key() {
    var id = api.people.ana().id().toString();
    var write = new Write(root, "PATCH", "/api/v1/users/" + id, "{\"active\": false}");

    var first = write.send("one").mustBe(200);
    root.patch("/api/v1/users/" + id, "{\"active\": true}").mustBe(200);

    assertReplayed(write.send("one"), first);
    assertThat(root.get("/api/v1/users/" + id).at("/active").asBoolean()).isTrue();
    assertThat(actions("user/" + id, api.people.root().id().toString()))
        .containsExactly(
            Map.entry(
                "change", "{\"active\":\"true\",\"roles\":\"[ANALYST]\",\"username\":\"ana\"}"),
            Map.entry(
                "change", "{\"active\":\"false\",\"roles\":\"[ANALYST]\",\"username\":\"ana\"}"));
    write.with("{\"active\": true}").send("one").mustBe(422, "idempotency-key-reused");
  }

  @Test
  void staff_are_added_once_under_one_key() {
    var write = new Write(root, "POST", "/api/v1/staff", staff("eve", "analyst"));

    var first = write.send("one").mustBe(201);

    assertReplayed(write.send("one"), first);
    assertThat(actions("user/" + first.id(), api.people.root().id().toString()))
        .containsExactly(
            Map.entry(
                "create", "{\"active\":\"true\",\"roles\":\"[ANALYST]\",\"username\":\"eve\"}"));
    write.with(staff("eve", "manager")).send("one").mustBe(422, "idempotency-key-reused");
  }

  @Test
  void whoever_registers_is_recorded_once_under_one_key() {
    var body = staff("eve", "").replace(", \"roles\": [\"\"]", "");
    var write = new Write(api.anyone(), "POST", "/api/v1/users", body);

    var first = write.send("one").mustBe(201);

    assertReplayed(write.send("one"), first);
    assertThat(actions("user/" + first.id(), "anonymous"))
        .containsExactly(
            Map.entry(
                "create", "{\"active\":\"true\",\"roles\":\"[APPLICANT]\",\"username\":\"eve\"}"));
  }

  @Test
  void a_refused_change_leaves_no_audit_entry_and_its_key_free() {
    var id = api.people.ana().id().toString();
    var dora = api.as(api.people.dora());
    var write = new Write(root, "PATCH", "/api/v1/users/" + id, "{\"roles\": [\"clerk\"]}");

    write.send("one").mustBe(400, "validation-failed");
    write.send("two").mustBe(400, "validation-failed");
    dora.patch("/api/v1/users/" + id, "{\"active\": false}").mustBe(403, "forbidden");

    assertThat(actions("user/" + id, "")).isEmpty();
    write.with("{\"active\": false}").send("one").mustBe(200);
  }

  @Test
  void a_webhook_is_changed_and_removed_once_under_one_key() {
    var path =
        root.post("/api/v1/webhooks", "{\"url\": \"https://hooks.example/a\"}").header("Location");
    var change = new Write(root, "PUT", path, "{\"url\": \"https://hooks.example/b\"}");
    var remove = new Write(root, "DELETE", path, "");

    var changed = change.send("one").mustBe(200);
    var removed = remove.send("two").mustBe(204);

    assertReplayed(change.send("one"), changed);
    assertReplayed(remove.send("two"), removed);
    change.send("three").mustBe(404, "not-found");
    var subject = path.replace("/api/v1/webhooks", "webhook");
    assertThat(actions(subject, api.people.root().id().toString()))
        .extracting(Map.Entry::getKey)
        .containsExactly("remove", "change", "register");
  }

  private static String staff(String username, String role) {
    return """
    {"username": "%s", "password": "a horse of course", "fullName": "Eve Adams",
      "email": "eve@example.org", "roles": ["%s"]}
    """
        .formatted(username, role);
  }

  private static void assertReplayed(Reply again, Reply first) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
  }

  /** What the audit trail says was done, newest first: each action with its details. */
  private List<Map.Entry<String, String>> actions(String subject, String actor) {
    var query = "/api/v1/audit?subject=" + subject + (actor.isEmpty() ? "" : "&actor=" + actor);
    return root.get(query)
        .mustBe(200)
        .at("/items")
        .valueStream()
        .map(row -> Map.entry(row.get("action").asString(), row.get("details").toString()))
        .toList();
  }

  /** A call that can be sent several times. */
  private record Write(Client client, String method, String path, String body) {
    Reply send(String key) {
      return client.send(method, path, "application/json", body, "Idempotency-Key", key);
    }

    Write with(String other) {
      return new Write(client, method, path, other);
    }
  }
}
