package dev.countersign.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the API on behalf of one user. An unexpected status ends the demo; after 429 and 503 the
 * call is repeated.
 */
final class Client {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_PAUSES = 30;
  private static final Set<Integer> OVERLOAD = Set.of(429, 503);

  private final HttpClient http;
  private final URI api;
  private final Optional<String> token;
  private final AtomicInteger calls;

  private Client(HttpClient http, URI api, Optional<String> token, AtomicInteger calls) {
    this.http = http;
    this.api = api;
    this.token = token;
    this.calls = calls;
  }

  /** A client without a token, for registration and login. */
  static Client anonymous(HttpClient http, URI api) {
    return new Client(http, api, Optional.empty(), new AtomicInteger());
  }

  /**
   * @return the same API as that person uses it; absent if the password is not theirs
   */
  Optional<Client> logIn(String username, String password) throws InterruptedException {
    var form = "username=" + encoded(username) + "&password=" + encoded(password);
    var answer =
        send(
            request("/api/v1/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    if (answer.status == 401) {
      return Optional.empty();
    }
    var access = answer.expect(200).json().path("access_token").asString("");
    return Optional.of(new Client(http, api, Optional.of(access), calls));
  }

  Answer get(String path) throws InterruptedException {
    return send(request(path).GET());
  }

  /** What has changed since; status 304 if nothing has. */
  Answer getUnless(String path, String etag) throws InterruptedException {
    return send(request(path).header("If-None-Match", etag).GET());
  }

  Answer post(String path, Object body) throws InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer post(String path) throws InterruptedException {
    return send(
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.noBody()));
  }

  void put(String path, Object body) throws InterruptedException {
    var answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    if (answer.status != 200) {
      throw answer.unexpected("status 200");
    }
  }

  /** How many calls everyone made together. */
  int calls() {
    return calls.get();
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT);
    token.ifPresent(access -> request.header("Authorization", "Bearer " + access));
    return request;
  }

  private Answer send(HttpRequest.Builder builder) throws InterruptedException {
    var request = builder.build();
    var what = request.method() + " " + request.uri();
    try {
      for (int pauses = 0; ; pauses++) {
        calls.incrementAndGet();
        long start = System.nanoTime();
        var response = http.send(request, BodyHandlers.ofString());
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (!OVERLOAD.contains(response.statusCode()) || pauses == MAX_PAUSES) {
          return new Answer(what, response, response.statusCode(), took);
        }
        Thread.sleep(pause(response));
      }
    } catch (IOException e) {
      throw new DemoFailedException(what + " got no answer: " + e, e);
    }
  }

  private static Duration pause(HttpResponse<?> response) {
    return Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * @param took from sending the call to having all of its answer
   */
  record Answer(String what, HttpResponse<String> response, int status, Duration took) {
    Answer expect(int expected) {
      if (status != expected) {
        throw unexpected("status " + expected);
      }
      return this;
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (JacksonException e) {
        throw unexpected("JSON");
      }
    }

    String etag() {
      return response.headers().firstValue("ETag").orElseThrow(() -> unexpected("an ETag"));
    }

    DemoFailedException unexpected(String wanted) {
      return new DemoFailedException(
          "%s was to be answered with %s, but came back with status %d: %s"
              .formatted(what, wanted, status, response.body()));
    }
  }
}
