package dev.countersign.bootstrap;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One caller of the HTTP API, as its contract describes it. */
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Await.LONGEST).build();

  /** So long a node is waited for by whoever can go to another one. */
  private static final Duration BEFORE_ANOTHER = Duration.ofSeconds(20);

  private final Supplier<URI> node;
  private final Optional<String> token;
  private final Duration patience;

  /** What came back. */
  public record Answer(int status, String text, HttpResponse<String> raw) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    public String code() {
      return json().path("code").asString("");
    }
  }

  private Api(Supplier<URI> node, Optional<String> token, Duration patience) {
    this.node = node;
    this.token = token;
    this.patience = patience;
  }

  public static Api anonymous(URI node) {
    return anonymous(List.of(node));
  }

  /** Goes to another node with each call, and so does whoever logs in here. */
  public static Api anonymous(List<URI> nodes) {
    var turn = new AtomicInteger();
    return new Api(
        () -> nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size())),
        Optional.empty(),
        Await.LONGEST);
  }

  /** The same caller at one of several nodes. */
  Api at(URI one) {
    return new Api(() -> one, token, BEFORE_ANOTHER);
  }

  public Api with(String accessToken) {
    return new Api(node, Optional.of(accessToken), patience);
  }

  public Api logIn(String username, String password) throws IOException, InterruptedException {
    var answer =
        send(
            request("/api/v1/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=" + encoded(username) + "&password=" + encoded(password))));
    if (answer.status != 200) {
      throw new IOException("no log-in for " + username + ": " + answer.text);
    }
    return with(answer.json().path("access_token").asString());
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send(withJson(path).POST(BodyPublishers.ofString(json)));
  }

  public Answer post(String path, String json, String key)
      throws IOException, InterruptedException {
    return send(withJson(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) throws IOException, InterruptedException {
    return send(withJson(path).PUT(BodyPublishers.ofString(json)));
  }

  public Answer patch(String path, String json) throws IOException, InterruptedException {
    return send(withJson(path).method("PATCH", BodyPublishers.ofString(json)));
  }

  /**
   * The lines of an answer that goes on, as they come.
   *
   * @param lastEvent the last one that was heard before, or nothing
   */
  Stream<String> lines(String path, String lastEvent) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(node.get().resolve(path));
    if (!lastEvent.isEmpty()) {
      request.header("Last-Event-ID", lastEvent);
    }
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return CLIENT.send(request.build(), BodyHandlers.ofLines()).body();
  }

  /** The stages that a request has to pass, in order. */
  List<String> route(String id) throws IOException, InterruptedException {
    return get("/api/v1/credit-requests/" + id)
        .json()
        .path("route")
        .valueStream()
        .map(step -> step.path("stage").asString())
        .toList();
  }

  /** What happened to a request, oldest first. */
  List<String> types(String id) throws IOException, InterruptedException {
    return get("/api/v1/credit-requests/" + id + "/history")
        .json()
        .path("items")
        .valueStream()
        .map(entry -> entry.path("type").asString())
        .toList();
  }

  /** What the caller was told: each time a request, and what happened to it. */
  List<String> told() throws IOException, InterruptedException {
    var told = new ArrayList<String>();
    var path = "/api/v1/notifications?limit=100";
    for (var next = Optional.of(path); next.isPresent(); ) {
      var page = get(next.get()).json();
      page.path("items")
          .forEach(
              it -> told.add(it.path("request").asString() + " " + it.path("type").asString()));
      next = page.path("next").asStringOpt().map(cursor -> path + "&cursor=" + encoded(cursor));
    }
    return told;
  }

  /** The sum of a metric over all that it is told for, at the management side. */
  double metric(String name) throws IOException, InterruptedException {
    return get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Any method, any body, any headers: names and values in turn. */
  public Answer exchange(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    var request = request(path).method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpRequest.Builder withJson(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(node.get().resolve(path)).timeout(patience);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), answer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
