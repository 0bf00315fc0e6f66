package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes leave an audit entry, and take effect once under one idempotency key. */
class RecordedWritesTest {
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
