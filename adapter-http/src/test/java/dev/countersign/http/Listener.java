package dev.countersign.http;

import dev.countersign.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone who listens, and waits ten seconds at most for anything. */
final class Listener implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private AutoCloseable connection = () -> {};

  /** What was told. */
  record Heard(String kind, String id, JsonNode data) {}

  private Listener() {}

  static Listener toEvents(int port, String token, String lastSeen) {
    return toEvents(port, token, lastSeen, "");
  }

  static Listener toEvents(int port, String token, String lastSeen, String query) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events" + query));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!lastSeen.isEmpty()) {
      request.header("Last-Event-ID", lastSeen);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("no stream: " + response.statusCode());
      }
      var listener = new Listener();
      listener.connection = response.body();
      var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      Thread.ofVirtual().start(() -> listener.read(lines));
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(BufferedReader lines) {
    var kind = "";
    var id = "";
    var data = "";
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          heard.add(new Heard(kind, id, JSON.readTree(data)));
          data = "";
        }
      }
    } catch (IOException e) {
      // It ends either way.
    }
    ended.complete(0);
  }

  static Listener toSocket(int port, String token, String query) {
    var listener = new Listener();
    var builder = HTTP.newWebSocketBuilder();
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    var url = URI.create("ws://127.0.0.1:" + port + "/api/v1/live" + query);
    try {
      var socket = Await.result(builder.buildAsync(url, listener));
      listener.connection = socket::abort;
      return listener;
    } catch (ExecutionException e) {
      throw new AssertionError("no socket", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      var message = JSON.readTree(part.toString());
      part.setLength(0);
      heard.add(
          new Heard(
              message.path("event").asString(),
              message.path("id").asString(""),
              message.path("data")));
    }
    return WebSocket.Listener.super.onText(socket, text, last);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.complete(code);
    return WebSocket.Listener.super.onClose(socket, code, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.completeExceptionally(error);
  }

  Heard next() {
    return Await.next(heard);
  }

  /** The next event of a request, whatever else is told before it. */
  JsonNode nextChange() {
    var next = next();
    while (!next.kind().equals("change")) {
      next = next();
    }
    return next.data();
  }

  /** All that is told up to an event of a type. */
  List<Heard> until(String type) {
    var all = new ArrayList<Heard>();
    do {
      all.add(next());
    } while (!all.getLast().data().path("type").asString("").equals(type));
    return all;
  }

  int closeCode() {
    try {
      return Await.result(ended);
    } catch (ExecutionException e) {
      throw new AssertionError("the connection was not closed in good order", e);
    }
  }

  boolean isAtItsEnd() {
    return closeCode() >= 0;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
