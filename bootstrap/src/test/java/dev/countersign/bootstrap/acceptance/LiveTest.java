package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What happens reaches those who listen, and notifications those whom it concerns. */
class LiveTest extends AcceptanceTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void a_stream_tells_of_a_request_from_its_checks_to_its_end() throws Exception {
    var owner = newApplicant();
    var token = Tokens.of(owner.username()).access();
    try (var stream = stream(token, "")) {
      stream.await("event: ready");

      var filed = Filed.by(owner.api(), Draft.consumer().amount("5000.00")).approvedBy(ana);

      stream.await("\"check\":\"income\"");
      stream.await("\"type\":\"analysed\"");
      stream.await("\"type\":\"granted\"");
      assertThat(stream.heard).contains(filed.id());
    }
  }

  @Test
  void whoever_comes_back_misses_nothing() throws Exception {
    var owner = newApplicant();
    var token = Tokens.of(owner.username()).access();
    String lastSeen;
    try (var stream = stream(token, "")) {
      stream.await("data: {}");
      lastSeen = stream.lastId;
    }
    var first = Filed.by(owner.api(), Draft.consumer().amount("5000.00"));
    try (var stream = stream(token, lastSeen)) {
      stream.await("\"type\":\"stage-opened\"");
      assertThat(stream.heard).contains("\"type\":\"submitted\"", first.id());
      lastSeen = stream.lastId;
    }
    try (var stream = stream(token, lastSeen)) {
      var second = Filed.by(owner.api(), Draft.consumer().amount("6000.00"));
      stream.await("\"type\":\"stage-opened\"");
      assertThat(stream.heard).contains(second.id()).doesNotContain(first.id());
    }
  }

  @Test
  void a_socket_closes_with_4001_for_a_bad_token_and_at_the_log_out() throws Exception {
    var tokens = Tokens.of(newApplicant().username());
    assertThat(Await.result(closed("nonsense"))).isEqualTo(4001);

    var socket = closed(tokens.access());
    assertThat(socket).isNotDone();
    var answer = anyone.with(tokens.access()).exchange("POST", "/api/v1/logout", new byte[0]);
    assertThat(answer.status()).isEqualTo(204);

    assertThat(Await.result(socket)).isEqualTo(4001);
  }

  private static CompletableFuture<Integer> closed(String token) throws Exception {
    var code = new CompletableFuture<Integer>();
    var opened =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(
                URI.create(
                    product.system.apiUrl().toString().replace("http", "ws") + "/api/v1/live"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                    code.complete(status);
                    return CompletableFuture.completedStage(null);
                  }
                });
    var unused = Await.result(opened);
    return code;
  }

  private static Stream stream(String token, String lastSeen) throws Exception {
    var request =
        HttpRequest.newBuilder(product.system.apiUrl().resolve("/api/v1/events"))
            .header("Authorization", "Bearer " + token);
    if (!lastSeen.isEmpty()) {
      request.header("Last-Event-ID", lastSeen);
    }
    var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new Stream(response.body());
  }

  /** A stream that is read line by line. */
  private static final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private String heard = "";
    private String lastId = "";

    Stream(InputStream body) {
      this.body = body;
      var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      var unused = Thread.ofVirtual().start(() -> read(reader));
    }

    private void read(BufferedReader reader) {
      try {
        reader.lines().forEach(lines::add);
      } catch (UncheckedIOException e) {
        // The test has closed it.
      }
    }

    void await(String part) throws Exception {
      for (var line = ""; !line.contains(part); heard += line + "\n") {
        line = Await.next(lines);
        lastId = line.startsWith("id: ") ? line.substring(4) : lastId;
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
