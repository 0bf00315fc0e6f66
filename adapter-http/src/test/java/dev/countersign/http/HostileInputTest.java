package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends by mistake is refused as plainly as what somebody does. */
class HostileInputTest {
  private static final String ME = "/api/v1/me";

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

  @Test
  void a_method_is_what_the_request_line_says() {
    var root = api.as(api.people.root());
    var hook =
        root.post("/api/v1/webhooks", "{\"url\": \"https://example.org/hook\"}").mustBe(201).id();

    root.get("/api/v1/webhooks/" + hook, "X-HTTP-Method-Override", "DELETE").mustBe(200);
    root.get("/api/v1/webhooks/" + hook).mustBe(200);
    ada.get(ME, "X-HTTP-Method-Override", "DELETE").mustBe(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "[]",
        "\"\"",
        "{}",
        "{\"alg\":null}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":null}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":1}",
        "{\"alg\":\"ES256\",\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"x\"}",
        "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"\u00ff\"}"
      })
  void a_token_with_an_odd_header_does_not_work(String header) {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      var encoded =
          Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(charset));

      ada.with(encoded + ".e30.AAAA").get(ME).mustBe(401, "unauthenticated");
      ada.with(encoded + "." + encoded + ".AAAA").get(ME).mustBe(401, "unauthenticated");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", ",", ",,", ",1"})
  void a_place_that_is_no_place_ends_nothing_and_takes_no_place(String repeated) {
    var endless = "1:9:1" + repeated.repeat(3_900 / repeated.length());
    for (int attempt = 0; attempt < 30; attempt++) {
      ada.get("/api/v1/events", "Last-Event-ID", endless).mustBe(400, "validation-failed");
    }

    assertThat(api.live.count()).isZero();
  }

  @Test
  void a_list_has_an_end_before_its_elements_are_looked_at() {
    var reply = ada.submit(withCredits("{},".repeat(80_000) + "{}")).mustBe(400);

    assertThat(reply.body()).contains("too-many").hasSizeLessThan(2_000);
  }

  @Test
  void an_answer_names_a_hundred_errors_at_most() {
    var empty = "{\"amount\":{\"amount\":\"1\",\"currency\":\"USD\",\"x\":1}}";
    var reply = ada.submit(withCredits((empty + ",").repeat(99) + empty)).mustBe(400);

    assertThat(reply.at("/errors")).hasSize(100);
  }

  @Test
  void unknown_members_end_at_the_same_limit() {
    var members = new StringBuilder();
    IntStream.range(0, 15_000).forEach(i -> members.append("\"m%d\":0,".formatted(i)));

    var reply = ada.submit("{" + members + "\"product\":\"PERSONAL\"}").mustBe(400);

    assertThat(reply.at("/errors")).hasSize(100);
  }

  @Test
  void ten_thousand_payments_are_refused_in_no_time() {
    var payments = new ArrayList<String>();
    IntStream.range(0, 6_000).forEach(i -> payments.add("{\"date\":\"x\"}"));
    var body = withCredits("{\"payments\":[" + String.join(",", payments) + "]}");
    long start = System.nanoTime();

    IntStream.range(0, 20).forEach(i -> ada.submit(body).mustBe(400));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static String withCredits(String credits) {
    return Bodies.personal("5000.00")
        .replaceFirst(
            "\"applicant\": *\\{", "\"applicant\":{\"existingCredits\":[" + credits + "],");
  }

  @Test
  void a_malformed_body_is_told_its_place_and_nothing_of_the_inside() {
    for (var body :
        List.of(
            "{\"a\":",
            "{a}",
            "nul",
            "{\"a\":1}}",
            "\u0000",
            "{\"a\": 1e99999999999}",
            "{\"termMonths\": 1e999999999}")) {
      assertThat(ada.submit(body).mustBe(400).body())
          .doesNotContainIgnoringCase("jackson", "exception", "token", "java");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+300000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z"
      })
  void an_instant_that_nothing_can_have_happened_at_is_refused(String instant) {
    var root = api.as(api.people.root());
    for (var name : List.of("from", "to")) {
      root.get("/api/v1/audit?" + name + "=" + Client.encode(instant))
          .mustBe(400, "validation-failed");
    }
    root.get("/api/v1/audit?to=9999-12-31").mustBe(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET  HTTP/1.1, 400",
    "GET / HTTP/9.9, 505",
    "GET / HTTP/2.0, 400",
    "GET /api/v1/me, 400",
    "GET /\u0001 HTTP/1.1, 400",
    "NOTHING, 400"
  })
  void a_line_that_is_hardly_http_is_told_what_is_wrong(String line, int status)
      throws IOException {
    try (var socket = RawSocket.to(api.port)) {
      var answer = socket.send(line + "\r\nHost: x\r\nConnection: close\r\n\r\n").readAll();

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("\"status\":" + status);
      assertIsCareful(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "gzip", "chunked, identity", "identity", "x, chunked"})
  void a_body_comes_as_it_is_or_in_chunks(String coding) throws IOException {
    try (var socket = RawSocket.to(api.port)) {
      var answer =
          socket
              .send(
                  "POST /api/v1/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: %s\r\n\r\n0\r\n\r\n"
                      .formatted(coding))
              .readAll();

      assertThat(answer).matches("(?s)HTTP/1\\.1 (400|501) .*");
      assertIsCareful(answer);
    }
  }

  @Test
  void whoever_asks_before_sending_too_much_is_told_not_to() throws IOException {
    try (var socket = RawSocket.to(api.port)) {
      var answer =
          socket
              .send(
                  String.join(
                      "\r\n",
                      "POST /api/v1/users HTTP/1.1",
                      "Host: x",
                      "Expect: 100-continue",
                      "Content-Length: 300000",
                      "\r\n"))
              .readAll();

      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body-too-large\"");
      assertIsCareful(answer);
    }
  }

  @Test
  void what_can_not_be_expected_is_told_so() throws IOException {
    try (var socket = RawSocket.to(api.port)) {
      var answer =
          socket
              .send("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\n\r\n")
              .readAll();

      assertThat(answer).startsWith("HTTP/1.1 417 ").contains("\"code\":\"expectation-failed\"");
    }
  }

  @Test
  void a_stream_bears_the_headers_of_every_answer() throws IOException {
    try (var socket = RawSocket.to(api.port)) {
      var head =
          socket
              .send(
                  "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                      .formatted(ada.token()))
              .readUntil("\r\n\r\n");

      assertThat(head).startsWith("HTTP/1.1 200 ");
      assertIsCareful(head);
    }
  }

  private static void assertIsCareful(String answer) {
    assertThat(answer)
        .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
        .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
        .containsIgnoringCase("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
        .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'");
  }
}
