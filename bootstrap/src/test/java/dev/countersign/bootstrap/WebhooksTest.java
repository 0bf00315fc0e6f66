package dev.countersign.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another system is told of a request, signed, and told again when an admin asks for it. */
class WebhooksTest {
  private static final String PASSWORD = "tell-the-others";
  private static final String WEBHOOKS = "/api/v1/webhooks";

  private record Message(String id, String timestamp, String signature, String body) {}

  private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();

  @Test
  void another_system_is_told_and_told_again(@TempDir Path folder) throws Exception {
    var receiver = receiver();
    try (var system =
        RunningSystem.start(
            folder.resolve("data"),
            PASSWORD,
            Map.of(Setting.WEBHOOK_ALLOW_PRIVATE_ADDRESSES, "true"))) {
      var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
      var root = Api.anonymous(system.apiUrl()).logIn("root", PASSWORD);
      var made =
          root.post(
              WEBHOOKS,
              """
              {"url": "http://127.0.0.1:%d/hook", "types": ["credit.submitted", "credit.stage-opened"]}
              """
                  .formatted(receiver.getAddress().getPort()));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      var secret = new WebhookSecret(made.json().path("secret").asString());

      var request =
          ada.post("/api/v1/credit-requests", Requests.CONSUMER, "one")
              .json()
              .path("id")
              .asString();

      assertThat(next(secret).body()).contains("\"type\":\"credit.submitted\"", request);
      var told = next(secret);
      assertThat(told.body()).contains("\"type\":\"credit.stage-opened\"", request);
      var again =
          root.exchange("POST", "/api/v1/webhook-deliveries/" + told.id() + "/replay", new byte[0]);
      assertThat(again.status()).as(again.text()).isEqualTo(200);
      assertThat(next(secret).id()).isEqualTo(told.id());
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void nothing_in_the_house_is_told_unless_that_is_allowed(@TempDir Path folder) throws Exception {
    try (var system = RunningSystem.start(folder.resolve("data"), PASSWORD)) {
      var root = Api.anonymous(system.apiUrl()).logIn("root", PASSWORD);

      var refused = root.post(WEBHOOKS, "{\"url\": \"https://127.0.0.1/hook\"}");

      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.text()).contains("not-allowed");
    }
  }

  private Message next(WebhookSecret secret) throws InterruptedException {
    var message = Await.next(arrived);
    assertThat(message.signature())
        .isEqualTo(secret.sign(message.id() + "." + message.timestamp() + "." + message.body()));
    return message;
  }

  private HttpServer receiver() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::take);
    server.start();
    return server;
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    arrived.add(
        new Message(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
