package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document, to hold against what is really said. */
final class Description {
  private static final Description PUBLISHED = new Description(Reply.parse(text()));

  private final JsonNode document;
  private final Schemas schemas;

  private Description(JsonNode document) {
    this.document = document;
    this.schemas = new Schemas(document);
  }

  static Description published() {
    return PUBLISHED;
  }

  private static String text() {
    try (var in = HttpApi.class.getResourceAsStream("reference/openapi.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** Every path with its operations. */
  JsonNode paths() {
    return document.get("paths");
  }

  /** Requires that an answer is of a kind that is described, and so is the body if it was taken. */
  void check(String method, String path, String body, Reply reply) {
    var template = template(path);
    if (template.isEmpty()) {
      assertThat(reply.status()).as(path + " is not described").isEqualTo(404);
      return;
    }
    var operation = paths().get(template.get()).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      assertThat(reply.status()).as(method + path + " is not described").isEqualTo(405);
      return;
    }
    var place = method + " " + template.get() + " → " + reply.status();
    var response = schemas.resolved(operation.at("/responses/" + reply.status()));
    assertThat(response.isMissingNode()).as(place + " is not described: " + reply.body()).isFalse();
    response
        .path("content")
        .propertyStream()
        .filter(content -> content.getKey().contains("json"))
        .forEach(content -> checkAnswer(content, reply, place));
    if (reply.status() < 300 && !body.isEmpty()) {
      var schema = operation.at("/requestBody/content/application~1json/schema");
      assertThat(schemas.flaws(schema, Reply.parse(body), "body")).as(place).isEmpty();
    }
  }

  private void checkAnswer(Map.Entry<String, JsonNode> content, Reply reply, String place) {
    assertThat(reply.header("Content-Type")).as(place).startsWith(content.getKey());
    assertThat(schemas.flaws(content.getValue().get("schema"), reply.json(), "answer"))
        .as(place)
        .isEmpty();
  }

  private Optional<String> template(String path) {
    var alone = path.replaceFirst("\\?.*", "");
    return paths().propertyNames().stream()
        .filter(template -> Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), alone))
        .findFirst();
  }
}
