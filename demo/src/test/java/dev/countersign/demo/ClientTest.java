package dev.countersign.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
  private record Scripted(int status, String body) {}

  private final Deque<Scripted> script = new ArrayDeque<>();
  private final Deque<String> keys = new ArrayDeque<>();
  private HttpServer server;
  private HttpClient http;
  private Client client;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          keys.add(String.valueOf(key));
          var answer = script.remove();
          exchange.getResponseHeaders().add("Retry-After", "0");
          var body = answer.body.getBytes(UTF_8);
          exchange.sendResponseHeaders(answer.status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    http = HttpClient.newHttpClient();
    client =
        Client.anonymous(http, URI.create("http://localhost:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void overload_is_waited_out_and_the_same_call_sent_again() throws InterruptedException {
    script.addAll(
        List.of(new Scripted(503, "{}"), new Scripted(429, "{}"), new Scripted(201, "{\"a\":1}")));

    var answer = client.post("/x", Map.of());

    assertThat(answer.expect(201).json().path("a").asInt(0)).isEqualTo(1);
    assertThat(client.calls()).isEqualTo(3);
    assertThat(keys).hasSize(3).containsOnly(keys.getFirst()).doesNotContain("null");
  }

  @Test
  void another_status_than_expected_is_told_with_the_call_and_the_answer()
      throws InterruptedException {
    script.add(new Scripted(409, "{\"code\":\"stale-revision\"}"));

    var answer = client.post("/x");

    assertThatThrownBy(() -> answer.expect(200))
        .isInstanceOf(DemoFailedException.class)
        .hasMessageContainingAll("POST http", "/x", "status 200", "409", "stale-revision");
  }

  @Test
  void an_answer_that_is_no_json_is_told() throws InterruptedException {
    script.add(new Scripted(200, "<html>"));

    var answer = client.get("/x").expect(200);

    assertThatThrownBy(answer::json)
        .isInstanceOf(DemoFailedException.class)
        .hasMessageContainingAll("GET http", "JSON", "<html>");
  }
}
