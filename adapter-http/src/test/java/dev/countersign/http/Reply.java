package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  JsonNode json() {
    return parse(body);
  }

  /** A member of the body, by a pointer such as {@code /applicant/username}. */
  JsonNode at(String pointer) {
    return json().at(pointer);
  }

  String text(String pointer) {
    return at(pointer).asString();
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String id() {
    return text("/id");
  }

  int revision() {
    return at("/revision").asInt();
  }

  List<String> links() {
    return at("/links").valueStream().map(JsonNode::asString).toList();
  }

  /** The codes of bad fields, by field. */
  Map<String, String> errors() {
    var errors = new TreeMap<String, String>();
    at("/errors")
        .forEach(error -> {
          var before = errors.put(error.get("field").asString(), error.get("code").asString());
          assertThat(before).as("two errors of one field").isNull();
        });
    return errors;
  }

  @CanIgnoreReturnValue
  Reply mustBe(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /** Requires a problem of that kind. */
  @CanIgnoreReturnValue
  Reply mustBe(int expected, String code) {
    assertThat(header("Content-Type")).as(body).isEqualTo("application/problem+json");
    assertThat(text("/code")).as(body).isEqualTo(code);
    assertThat(at("/status").asInt()).isEqualTo(expected);
    assertThat(text("/type")).isEqualTo("urn:countersign:problem:" + code);
    return mustBe(expected);
  }
}
