package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.http.health.ManagementServer;
import dev.countersign.testkit.Await;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What those who run the system see of it. */
class RunningTest {
  @Test
  void health_is_told_to_anyone_without_details() {
    try (var api = RunningApi.start()) {
      assertThat(api.anyone().get("/health/live").mustBe(200).body())
          .isEqualTo("{\"status\":\"up\"}");
      api.anyone().get("/health/ready").mustBe(200);

      api.ready.set(false);

      api.anyone().get("/health/live").mustBe(200);
      assertThat(api.anyone().get("/health/ready").mustBe(503).body())
          .isEqualTo("{\"status\":\"down\"}");
    }
  }

  @Test
  void calls_are_counted_and_timed_by_route_and_never_by_path() {
    try (var api = RunningApi.start()) {
      var ada = api.as(api.people.ada());
      ada.show("0198c0de-0000-7000-8000-000000000000").mustBe(404);
      ada.show("0198c0de-0000-7000-8000-000000000001").mustBe(404);
      ada.get("/nowhere").mustBe(404);
      ada.send("BREW", "/api/v1/me", "", "").mustBe(405);

      var shown =
          api.registry
              .get("http.server.requests")
              .tags("method", "GET", "route", "/api/v1/credit-requests/{id}", "status", "404");
      assertThat(shown.counter().count()).isEqualTo(2);
      assertThat(
              api.registry
                  .get("http.request.duration")
                  .tags("route", "/api/v1/credit-requests/{id}")
                  .timer()
                  .count())
          .isEqualTo(2);
      assertThat(
              api.registry
                  .get("http.server.requests")
                  .tags("route", "none", "method", "other", "status", "405")
                  .counter()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void a_port_that_is_taken_is_told() {
    try (var api = RunningApi.start();
        var other = RunningApi.start()) {
      assertThat(other.port).isNotEqualTo(api.port);
      assertThatThrownBy(() -> other.startAgainOn(api.port))
          .isInstanceOf(JavalinBindException.class);
    }
  }

  @Test
  void more_calls_than_can_wait_are_turned_away() throws Exception {
    var leave = new CountDownLatch(1);
    try (var api = RunningApi.startWith(submit -> waiting(submit, leave))) {
      var ada = api.as(api.people.ada());
      var calls = new ArrayList<CompletableFuture<Reply>>();
      for (int i = 0; i < 700; i++) {
        calls.add(ada.submitLater(Bodies.personal("5000.00")));
      }

      var refused =
          (Reply) Await.result(CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)));
      leave.countDown();

      assertThat(refused.mustBe(503, "overloaded").header("Retry-After")).isEqualTo("1");
      assertThat(calls).allSatisfy(call -> assertThat(Await.result(call).status()).isIn(201, 503));
      assertThat(calls).anySatisfy(call -> assertThat(Await.result(call).status()).isEqualTo(201));
      ada.submit(Bodies.personal("5000.00")).mustBe(201);
    }
  }

  private static SubmitCreditRequest waiting(SubmitCreditRequest submit, CountDownLatch leave) {
    return command -> {
      Await.open(leave);
      return submit.handle(command);
    };
  }

  @Test
  void metrics_are_told_by_get_and_under_a_name_that_no_stranger_owns() throws IOException {
    try (var server = new ManagementServer(() -> "up 1\n", () -> true)) {
      int port = server.start(0, "127.0.0.1");

      for (var host :
          new String[] {"localhost", "127.0.0.1:" + port, "[::1]", "countersign:9090"}) {
        assertThat(asked(port, "GET", host)).startsWith("HTTP/1.1 200 ");
      }
      assertThat(asked(port, "GET", "rebound.example")).startsWith("HTTP/1.1 421 ");
      for (var method : new String[] {"TRACE", "POST", "DELETE", "BREW"}) {
        assertThat(asked(port, method, "localhost")).startsWith("HTTP/1.1 405 ");
      }
    }
  }

  private static String asked(int port, String method, String host) throws IOException {
    try (var socket = RawSocket.to(port)) {
      return socket
          .send(
              "%s /metrics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(method, host))
          .readAll();
    }
  }

  @Test
  void half_a_request_keeps_no_operator_waiting() throws IOException {
    var halves = new ArrayList<RawSocket>();
    try (var server = new ManagementServer(() -> "up 1\n", () -> true)) {
      int port = server.start(0, "127.0.0.1");
      for (int i = 0; i < 16; i++) {
        halves.add(RawSocket.to(port).send("GET /metrics HTTP/1.1\r\nHost: loc"));
      }

      assertThat(asked(port, "GET", "localhost")).startsWith("HTTP/1.1 200 ");
      assertThat(halves).allMatch(RawSocket::isCutOff);
    } finally {
      for (var half : halves) {
        half.close();
      }
    }
  }

  @Test
  void metrics_have_a_server_of_their_own() throws IOException {
    try (var server = new ManagementServer(() -> "http_server_requests_total 1\n", () -> false)) {
      var client = new Client(server.start(0, "127.0.0.1"), "");

      var metrics = client.sendUnchecked("GET", "/metrics", "", "").mustBe(200);

      assertThat(metrics.body()).isEqualTo("http_server_requests_total 1\n");
      assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
      client.sendUnchecked("GET", "/health/live", "", "").mustBe(200);
      client.sendUnchecked("GET", "/health/ready", "", "").mustBe(503);
      client.sendUnchecked("GET", "/else", "", "").mustBe(404);
    }
  }
}
