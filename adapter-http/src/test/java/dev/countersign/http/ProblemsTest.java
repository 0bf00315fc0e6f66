package dev.countersign.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.NotPermitted;
import dev.countersign.application.account.PasswordsBusy;
import dev.countersign.application.account.Permission;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is told as a problem, and never more than the caller should know. */
class ProblemsTest {
  private static final String REQUESTS = "/api/v1/credit-requests";

  private static RunningApi api;
  private static Client ada;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
    ada = api.as(api.people.ada());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "{'product': 1}",
        "{\"product\": 1} {}",
        "{\"product\": 1,}",
        "{\"product\": 01}",
        "{\"product\": NaN}",
        "{\"product\": \"A\", \"product\": \"B\"}"
      })
  void what_is_no_json_is_malformed(String body) {
    ada.submit(body).mustBe(400, "malformed-json");
  }

  @Test
  void json_is_nested_32_levels_at_most() {
    ada.submit("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").mustBe(400, "validation-failed");
    ada.submit("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}").mustBe(400, "malformed-json");
    ada.submit("{\"a\":" + "1".repeat(200) + "}").mustBe(400, "malformed-json");
  }

  @Test
  void a_body_has_256_kibibytes_at_most() {
    int rest = 256 * 1024 - "{\"a\":\"\"}".length();

    ada.submit("{\"a\":\"" + "x".repeat(rest) + "\"}").mustBe(400, "validation-failed");
    ada.submit("{\"a\":\"" + "x".repeat(rest + 1) + "\"}").mustBe(413, "body-too-large");
  }

  @Test
  void a_body_of_unknown_length_has_no_more() throws IOException {
    var chunk = Integer.toHexString(64 * 1024) + "\r\n" + "x".repeat(64 * 1024) + "\r\n";
    var request =
        """
        POST /api/v1/credit-requests HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Idempotency-Key: chunked\r
        Content-Type: application/json\r
        Transfer-Encoding: chunked\r
        \r
        """
            .formatted(ada.token());

    assertThat(raw(request + chunk.repeat(5) + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ")
        .contains("\"code\":\"body-too-large\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", ""})
  void another_type_than_json_is_refused(String type) {
    ada.send("POST", REQUESTS, type, Bodies.MORTGAGE, "Idempotency-Key", "t")
        .mustBe(415, "unsupported-media-type");
  }

  @Test
  void a_type_may_have_parameters() {
    ada.send(
            "POST",
            REQUESTS,
            "Application/JSON; charset=utf-8",
            Bodies.MORTGAGE,
            "Idempotency-Key",
            "u")
        .mustBe(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api", "/api/v2/credit-requests", "/api/v1/nothing", "/docs/x.js"})
  void an_unknown_address_is_not_found(String path) {
    ada.get(path).mustBe(404, "not-found");
    api.anyone().get(path).mustBe(404, "not-found");
  }

  @Test
  void an_unknown_method_is_told_which_ones_there_are() {
    assertThat(
            ada.send("DELETE", REQUESTS, "", "").mustBe(405, "method-not-allowed").header("Allow"))
        .isEqualTo("GET, HEAD, POST");
    assertThat(ada.send("BREW", "/api/v1/me", "", "").mustBe(405).header("Allow"))
        .isEqualTo("GET, HEAD, PATCH");
    assertThat(ada.send("GET", "/api/v1/token", "", "").mustBe(405).header("Allow"))
        .isEqualTo("POST");
  }

  @Test
  void a_head_is_let_in_as_a_get_is_and_says_as_much() {
    var get = ada.get("/api/v1/me").mustBe(200);

    var head = ada.sendUnchecked("HEAD", "/api/v1/me", "", "").mustBe(200);

    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    api.anyone().sendUnchecked("HEAD", "/api/v1/me", "", "").mustBe(401);
  }

  @Test
  void a_failure_tells_an_id_and_nothing_else() {
    var failing = new IllegalStateException("secret of the inside");
    try (var broken = RunningApi.startWith(submit -> failingWith(failing))) {
      var reply = broken.as(broken.people.ada()).submit(Bodies.MORTGAGE);

      reply.mustBe(500, "internal-error");
      assertThat(reply.text("/instance")).matches("urn:uuid:[0-9a-f-]{36}");
      assertThat(reply.body()).doesNotContain("secret", "Exception", "dev.countersign");
    }
  }

  @Test
  void whoever_a_use_case_refuses_is_forbidden_even_if_the_route_let_them_pass() {
    var refusal = new NotPermitted(Permission.USER_MANAGE);
    try (var strict = RunningApi.startWith(submit -> failingWith(refusal))) {
      var reply = strict.as(strict.people.ada()).submit(Bodies.MORTGAGE);

      reply.mustBe(403, "forbidden");
      assertThat(reply.body()).doesNotContain("user.manage");
    }
  }

  @Test
  void what_can_not_be_done_now_is_to_be_sent_again() {
    var causes =
        new RuntimeException[] {
          new StoreUnavailable(new IllegalStateException("no connection in time")),
          new PasswordsBusy(),
          new StaleRevision("request")
        };
    for (var cause : causes) {
      try (var busy = RunningApi.startWith(submit -> failingWith(cause))) {
        var reply = busy.as(busy.people.ada()).submit(Bodies.MORTGAGE);

        assertThat(reply.mustBe(503, "overloaded").header("Retry-After")).isEqualTo("1");
      }
    }
  }

  private static SubmitCreditRequest failingWith(RuntimeException failure) {
    return command -> {
      throw failure;
    };
  }

  @Test
  void what_is_hardly_http_is_a_problem_too() throws IOException {
    assertThat(
            raw(
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX: "
                    + "x".repeat(9_000)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"code\":\"headers-too-large\"")
        .doesNotContain("Server:");
    assertThat(raw("GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "\"code\":\"malformed-request\"");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port)) {
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      var answer = new StringBuilder();
      var buffer = new byte[8_192];
      for (int n = 0; n >= 0 && answer.indexOf("}") < 0; n = socket.getInputStream().read(buffer)) {
        answer.append(new String(buffer, 0, n, ISO_8859_1));
      }
      return answer.toString();
    }
  }

  @Test
  void every_answer_bears_the_headers_that_keep_browsers_careful() {
    for (var reply : new Reply[] {ada.get("/api/v1/me"), ada.get("/nowhere"), ada.submit("{}")}) {
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("Server")).isEmpty();
      assertThat(reply.header("Set-Cookie")).isEmpty();
    }
  }
}
