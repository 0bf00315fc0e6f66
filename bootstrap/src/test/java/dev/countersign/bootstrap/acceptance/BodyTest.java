package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body has to be before anything in it is looked at. */
class BodyTest extends AcceptanceTest {
  private static final int LIMIT_BYTES = 256 * 1024;

  private static Api.Answer submit(byte[] body, String contentType) throws Exception {
    return ada.exchange(
        "POST",
        REQUESTS,
        body,
        "Content-Type",
        contentType,
        "Idempotency-Key",
        Product.unique("key-"));
  }

  private static Api.Answer submit(String body) throws Exception {
    return submit(bytes(body), "application/json");
  }

  private static String padded(int size) {
    var body = Draft.consumer().json();
    return body + " ".repeat(size - body.length());
  }

  @Test
  void a_body_has_at_most_256_kibibytes() throws Exception {
    assertThat(submit(padded(LIMIT_BYTES)).status()).isEqualTo(201);
    assertProblem(submit(padded(LIMIT_BYTES + 1)), 413);
    assertProblem(submit(padded(3 * LIMIT_BYTES)), 413);
    assertThat(submit(Draft.consumer().json()).status()).isEqualTo(201);
  }

  @Test
  void a_body_of_no_stated_length_has_the_same_limit() throws Exception {
    var token = Tokens.of(newApplicant().username()).access();
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(product.system.apiUrl().resolve(REQUESTS))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", Product.unique("key-"))
              .POST(
                  BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream(bytes(padded(LIMIT_BYTES + 1)))))
              .build();

      var answer = client.send(request, BodyHandlers.ofString());

      assertProblem(new Api.Answer(answer.statusCode(), answer.body(), answer), 413);
    }
  }

  @Test
  void the_form_of_a_log_in_has_the_same_limit() throws Exception {
    var form = "username=ada&password=" + "x".repeat(LIMIT_BYTES);

    assertThat(Tokens.form("/api/v1/token", form).status()).isIn(400, 413);
    assertThat(Tokens.form("/api/v1/refresh", form).status()).isIn(400, 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "nonsense",
        "{\"product\": }",
        "{'product': 'AUTO'}",
        "{product: 1}",
        "{\"product\": \"AUTO\",}",
        "{} {}",
        "[]",
        "null",
        "\"text\"",
        "5",
        "NaN",
        "/* note */ {}",
        "{\"product\": 01}",
        "\uFEFF{}"
      })
  void what_is_no_json_object_is_refused(String body) throws Exception {
    assertProblem(submit(body), 400);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 1_000, 40_000})
  void what_is_nested_too_deep_is_refused(int depth) throws Exception {
    assertProblem(submit("[".repeat(depth) + "]".repeat(depth)), 400);
    assertProblem(submit("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)), 400);
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() throws Exception {
    var body = bytes(Draft.consumer().json().replace("van", "v\u00E4n"));
    for (int i = 0; i < body.length; i++) {
      if (body[i] == (byte) 0xC3) {
        body[i] = (byte) 0xFF;
      }
    }

    assertProblem(submit(body, "application/json"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/jsonx"
      })
  void a_body_of_another_type_is_refused(String contentType) throws Exception {
    assertProblem(submit(bytes(Draft.consumer().json()), contentType), 415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON"
      })
  void json_is_called_by_its_name_however_it_is_written(String contentType) throws Exception {
    var answer = submit(bytes(Draft.consumer().json()), contentType);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  @Test
  void a_body_without_a_type_is_refused() throws Exception {
    var answer =
        ada.exchange(
            "POST",
            REQUESTS,
            bytes(Draft.consumer().json()),
            "Idempotency-Key",
            Product.unique("key-"));

    assertProblem(answer, 415);
  }
}
