package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.connection.Limits;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sends or reads too slowly is cut off, and keeps nobody waiting until then. */
class SlowCallersTest {
  private static final Limits TIGHT =
      new Limits(
          400,
          100,
          4,
          512,
          Await.LONGEST,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          500,
          2_000,
          1 << 20,
          4 << 20);

  private RunningApi api;
  private final List<RawSocket> sockets = new ArrayList<>();

  @BeforeEach
  void start() {
    api = RunningApi.startWith(TIGHT);
  }

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    api.close();
  }

  private RawSocket open(String address) throws IOException {
    var socket = RawSocket.from(address, api.port);
    sockets.add(socket);
    return socket;
  }

  @Test
  void a_body_that_never_comes_is_not_waited_for() throws IOException {
    for (int i = 0; i < 80; i++) {
      var unused =
          open("127.0.0.2")
              .send("POST /api/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
    }

    api.anyone().get("/health/live").mustBe(200);
    for (var socket : sockets) {
      assertThat(socket.readAll())
          .startsWith("HTTP/1.1 408 ")
          .contains("\"code\":\"request-timeout\"");
    }
  }

  @Test
  void every_request_of_a_connection_is_timed_by_itself() throws IOException {
    var padding = "x".repeat(7_000);
    var socket = open("127.0.0.2");
    for (int i = 0; i < 40; i++) {
      var answer =
          socket
              .send("GET /health/live HTTP/1.1\r\nHost: x\r\nX: %s\r\n\r\n".formatted(padding))
              .readUntil("\"}");
      assertThat(answer).startsWith("HTTP/1.1 200 ");
    }
    var unused =
        socket.send("POST /api/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\na");

    Await.until("it is cut off", socket::isReset);
  }

  @Test
  void headers_that_trickle_in_are_cut_off() throws IOException {
    var socket = open("127.0.0.2").send("GET /health/live HTTP/1.1\r\nHost: x\r\nX: ");

    Await.until("it is cut off", socket::isReset);
  }

  @Test
  void slow_readers_hold_no_turn_and_are_cut_off() throws IOException {
    var asked = "GET /docs/swagger-ui.js HTTP/1.1\r\nHost: x\r\n\r\n".repeat(9);
    for (int i = 0; i < 40; i++) {
      var unused = open("127.0.0.2").send(asked);
    }

    for (int i = 0; i < 20; i++) {
      api.anyone().get("/api/v1/me").mustBe(401);
    }
    for (var socket : sockets) {
      Await.until("it is cut off", socket::isReset);
    }
  }

  @Test
  void one_address_has_a_share_of_the_connections_and_no_more() throws IOException {
    for (int i = 0; i < 150; i++) {
      var unused = open("127.0.0.2");
    }

    assertThat(sockets.subList(100, 150)).allMatch(RawSocket::isCutOff);
    api.anyone().get("/health/live").mustBe(200);
    sockets.getFirst().close();
    sockets.get(1).close();
    Await.until(
        "there is room again",
        () -> {
          var socket = open("127.0.0.2");
          return socket
              .send("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
              .readAll()
              .startsWith("HTTP/1.1 200 ");
        });
  }
}
