package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of one kind, whatever goes wrong, and headers that keep browsers out of trouble. */
class ProtocolTest extends AcceptanceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nowhere",
        "/api",
        "/api/v1",
        "/api/v1/nowhere",
        "/api/v2/credit-requests",
        "/api/v1/credit-requests/1/2/3",
        "/.env",
        "/docs/../../etc/passwd",
        "/docs/nowhere.js",
        "/api/v1/users/%2e%2e/staff"
      })
  void a_path_that_is_not_served_is_a_problem_of_its_own(String path) throws Exception {
    var answer = ana.get(path);
    assertThat(answer.status()).isIn(301, 302, 400, 404, 200);
    if (answer.status() >= 400) {
      assertProblem(answer, answer.status());
    } else {
      assertThat(path).isEqualTo("/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/credit-requests",
    "PUT, /api/v1/credit-requests",
    "PATCH, /api/v1/credit-requests/1",
    "DELETE, /api/v1/credit-requests/1",
    "GET, /api/v1/credit-requests/1/approve",
    "GET, /api/v1/token",
    "DELETE, /api/v1/users/1",
    "POST, /api/v1/me",
    "POST, /.well-known/jwks.json",
  })
  void a_method_that_is_not_allowed_says_which_are(String method, String path) throws Exception {
    var answer = ana.exchange(method, path, new byte[0]);

    assertProblem(answer, 405);
    assertThat(answer.raw().headers().firstValue("Allow"))
        .hasValueSatisfying(allowed -> assertThat(allowed).isNotBlank().doesNotContain(method));
  }

  @Test
  void every_answer_keeps_browsers_out_of_trouble() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());

    for (var answer :
        List.of(
            ada.get(filed.path()),
            ada.get(REQUESTS),
            ada.get("/nowhere"),
            anyone.get(REQUESTS),
            anyone.get("/openapi.json"),
            anyone.get("/health/live"))) {
      var headers = answer.raw().headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValueSatisfying(csp -> assertThat(csp).contains("frame-ancestors 'none'"));
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("Server")).isEmpty();
      assertThat(headers.firstValue("X-Powered-By")).isEmpty();
      assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void what_is_personal_is_kept_by_no_cache_between() throws Exception {
    var filed = Filed.by(ada, Draft.consumer());

    for (var path : List.of(REQUESTS, filed.path(), filed.path("history"), "/api/v1/me")) {
      assertThat(ada.get(path).raw().headers().firstValue("Cache-Control"))
          .as(path)
          .hasValueSatisfying(control -> assertThat(control).containsPattern("private|no-store"));
    }
  }

  private static String raw(String request) throws IOException {
    var url = product.system.apiUrl();
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1",
        "GET /api/v1/credit-requests/%zz HTTP/1.1",
        "GET /api/v1/credit-requests/%c0%ae HTTP/1.1",
        "GET /api/v1/../v1/me HTTP/1.1",
        "GET /a;b=c/..;/api HTTP/1.1",
        "GET /api/v1/credit-requests?limit=%zz HTTP/1.1",
        "TRACE /api/v1/me HTTP/1.1",
        "BREW /api/v1/me HTTP/1.1",
      })
  void a_line_that_is_hardly_http_is_a_problem_too(String line) throws Exception {
    var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertRawProblem(answer);
  }

  @Test
  void headers_beyond_all_measure_are_a_problem_too() throws Exception {
    assertRawProblem(
        raw(
            "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Large: "
                + "x".repeat(20_000)
                + "\r\n\r\n"));
    assertRawProblem(
        raw(
            "GET /"
                + "x".repeat(20_000)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    assertRawProblem(raw("GET /api/v1/me HTTP/1.1\r\nConnection: close\r\n\r\n"));
    assertRawProblem(
        raw(
            """
            POST /api/v1/users HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Content-Length: -5\r
            \r
            """));
  }

  private static void assertRawProblem(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    assertThat(answer)
        .contains("\"code\":")
        .doesNotContainIgnoringCase("<html", "jetty", "javalin", "exception");
  }

  @Test
  void nothing_is_a_fault_of_ours() throws Exception {
    for (var query :
        List.of("?limit=1&limit=2", "?status=GRANTED&status=", "?q=%F0%9F%8F%A0", "?%00=1", "?=")) {
      Api.Answer answer = ana.get(REQUESTS + query);
      assertThat(answer.status()).as(query + answer.text()).isIn(200, 400);
    }
  }
}
