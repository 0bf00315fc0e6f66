package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin says who is told of events. */
class WebhooksTest {
  private static final String ALL = "/api/v1/webhooks";

  private RunningApi api;
  private Client ada;
  private Client root;

  @BeforeEach
  void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
    root = api.as(api.people.root());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void the_secret_is_shown_once() {
    var made =
        root.post(ALL, "{\"url\": \"https://hooks.example/a\", \"types\": [\"credit.granted\"]}");

    var webhook = made.mustBe(201).json();
    assertThat(webhook.path("secret").asString()).startsWith("whsec_");
    assertThat(webhook.path("active").asBoolean()).isTrue();
    assertThat(root.get(made.header("Location")).mustBe(200).body())
        .contains("\"types\":[\"credit.granted\"]")
        .doesNotContain("whsec_");
    assertThat(root.get(ALL).mustBe(200).body())
        .contains("https://hooks.example/a")
        .doesNotContain("whsec_");
  }

  @Test
  void the_secret_is_not_shown_again_under_its_key() {
    var wish = "{\"url\": \"https://hooks.example/a\"}";
    var made = root.post(ALL, wish, "Idempotency-Key", "hook").mustBe(201);
    assertThat(made.body()).contains("whsec_");

    var again = root.post(ALL, wish, "Idempotency-Key", "hook").mustBe(201);

    assertThat(again.id()).isEqualTo(made.id());
    assertThat(again.header("Location")).isEqualTo(made.header("Location"));
    assertThat(again.body()).doesNotContain("secret");
  }

  @Test
  void a_webhook_is_changed_and_removed() {
    var path = root.post(ALL, "{\"url\": \"https://hooks.example/a\"}").header("Location");

    var changed = root.put(path, "{\"url\": \"https://hooks.example/b\", \"active\": false}");

    assertThat(changed.mustBe(200).json().path("url").asString())
        .isEqualTo("https://hooks.example/b");
    assertThat(changed.json().path("active").asBoolean()).isFalse();
    root.send("DELETE", path, "application/json", "").mustBe(204);
    root.get(path).mustBe(404, "not-found");
    root.put(path, "{\"url\": \"https://hooks.example/b\"}").mustBe(404, "not-found");
    root.send("DELETE", path, "application/json", "").mustBe(404, "not-found");
    root.get(path + "/deliveries").mustBe(404, "not-found");
    root.post(path + "/replay", "").mustBe(404, "not-found");
  }

  @Test
  void what_it_is_told_is_listed_and_sent_again() {
    var path = root.post(ALL, "{\"url\": \"https://hooks.example/a\"}").header("Location");
    var request = api.analysed(ada, Bodies.personal("5000.00")).id();

    var told = root.get(path + "/deliveries?limit=1").mustBe(200).json();
    var delivery = told.path("items").get(0);
    assertThat(delivery.path("body").asString()).contains(request);
    assertThat(delivery.path("status").asString()).isEqualTo("waiting");
    assertThat(told.path("next").isNull()).isFalse();

    var id = delivery.path("id").asString();
    assertThat(
            root.post("/api/v1/webhook-deliveries/" + id + "/replay", "")
                .mustBe(200)
                .json()
                .path("id")
                .asString())
        .isEqualTo(id);
    assertThat(root.post(path + "/replay", "").mustBe(200).json().path("replayed").asInt())
        .isZero();
    assertThat(root.get(path + "/deliveries?status=failed").mustBe(200).json().path("items"))
        .isEmpty();
  }

  @Test
  void an_address_that_nothing_is_sent_to_and_a_type_that_there_is_not_are_refused() {
    assertThat(root.post(ALL, "{\"url\": \"https://db.internal\"}").mustBe(400).body())
        .contains("\"field\":\"url\"", "\"code\":\"not-allowed\"");
    assertThat(
            root.post(ALL, "{\"url\": \"not an address\", \"types\": [\"eaten\"], \"more\": 1}")
                .mustBe(400)
                .body())
        .contains("\"field\":\"url\"", "\"field\":\"types\"", "\"field\":\"more\"");
  }
}
