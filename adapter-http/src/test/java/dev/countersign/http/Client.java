package dev.countersign.http;

import dev.countersign.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Someone who calls, and holds every answer against the published description. */
final class Client {
  static final String FORM = "application/x-www-form-urlencoded";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String JSON = "application/json";

  private final int port;
  private final String token;

  /**
   * @param token empty for someone who is not logged in
   */
  Client(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** The same place, with another token. */
  Client with(String otherToken) {
    return new Client(port, otherToken);
  }

  String token() {
    return token;
  }

  Reply get(String path, String... headers) {
    return send("GET", path, "", "", headers);
  }

  Reply post(String path, String json, String... headers) {
    return send("POST", path, JSON, json, headers);
  }

  Reply put(String path, String json, String... headers) {
    return send("PUT", path, JSON, json, headers);
  }

  Reply patch(String path, String json, String... headers) {
    return send("PATCH", path, JSON, json, headers);
  }

  Reply postForm(String path, Map<String, String> fields) {
    return send(
        "POST",
        path,
        FORM,
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  /** Asks for credit, under a key of its own. */
  Reply submit(String json) {
    return post("/api/v1/credit-requests", json, "Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Moves a request. */
  Reply move(String id, String move, String json) {
    return post("/api/v1/credit-requests/" + id + "/" + move, json);
  }

  Reply show(String id, String... headers) {
    return get("/api/v1/credit-requests/" + id, headers);
  }

  Reply send(String method, String path, String type, String body, String... headers) {
    var reply = sendUnchecked(method, path, type, body, headers);
    Description.published().check(method, path, type.equals(JSON) ? body : "", reply);
    return reply;
  }

  /** Asks for credit without waiting for the answer. */
  CompletableFuture<Reply> submitLater(String json) {
    var key = UUID.randomUUID().toString();
    return HTTP.sendAsync(
            request("POST", "/api/v1/credit-requests", JSON, json, "Idempotency-Key", key),
            BodyHandlers.ofString())
        .thenApply(Client::reply);
  }

  /** Sends what the description may not know. */
  Reply sendUnchecked(String method, String path, String type, String body, String... headers) {
    try {
      return reply(HTTP.send(request(method, path, type, body, headers), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  private HttpRequest request(
      String method, String path, String type, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Await.LONGEST)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
