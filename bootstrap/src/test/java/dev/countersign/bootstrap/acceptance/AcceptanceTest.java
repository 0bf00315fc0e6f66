package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import dev.countersign.bootstrap.acceptance.Product.Installation;
import dev.countersign.bootstrap.acceptance.Product.Installed;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Where the tests meet those who call: ada applies, ana, max and dora decide, root looks after it.
 */
@ExtendWith(Product.Shared.class)
@ParameterizedClass
@EnumSource(Installation.class)
abstract class AcceptanceTest {
  static final String REQUESTS = "/api/v1/credit-requests";

  @Parameter Installation installation;

  static Product product;
  static Api anyone;
  static Api ada;
  static Api ana;
  static Api max;
  static Api dora;
  static Api root;

  /** Someone with an account of their own, made for one test. */
  record Person(String id, String username, Api api) {
    /** The same person, in a new session. */
    Person again() throws Exception {
      return new Person(id, username, anyone.logIn(username, Product.PASSWORD));
    }
  }

  @BeforeParameterizedClassInvocation
  static void meet(Installation installation, Installed installed) throws Exception {
    var running = installed.as(installation);
    product = running;
    anyone = running.anyone;
    ada = running.ada;
    ana = running.ana;
    max = running.max;
    dora = running.dora;
    root = running.root;
  }

  static Person newApplicant() throws Exception {
    var username = Product.unique("applicant");
    var made = anyone.post("/api/v1/users", account(username, ""));
    return joined(username, made);
  }

  /** With these roles, in JSON: {@code "analyst", "manager"}. */
  static Person newStaff(String roles) throws Exception {
    var username = Product.unique("staff");
    var made = root.post("/api/v1/staff", account(username, ", \"roles\": [" + roles + "]"));
    return joined(username, made);
  }

  private static Person joined(String username, Api.Answer made) throws Exception {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var session = anyone.logIn(username, Product.PASSWORD);
    return new Person(made.json().path("id").asString(), username, session);
  }

  /** The body that makes an account; {@code more} comes before its closing brace. */
  static String account(String username, String more) {
    return """
    {"username": "%s", "password": "%s", "fullName": "Someone Else", "email": "%s@example.org"%s}
    """
        .formatted(username, Product.PASSWORD, username, more);
  }

  /** Changes the roles of somebody, and begins a new session for them. */
  static Person withRoles(Person person, String roles) throws Exception {
    var changed = root.patch("/api/v1/users/" + person.id, "{\"roles\": [" + roles + "]}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    return person.again();
  }

  static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  /** The entries of a list, in an envelope or bare. */
  static List<JsonNode> items(JsonNode list) {
    var items = list.isArray() ? list : list.path("items");
    assertThat(items.isArray()).as("%s", list).isTrue();
    return items.valueStream().toList();
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  /** A number, however it is written: bare, in quotes, or as money. */
  static BigDecimal number(JsonNode node) {
    var text = node.isObject() ? node.path("amount").asString() : node.asString();
    return new BigDecimal(text);
  }

  static void bureau(String taxId, String record) throws Exception {
    var answer = root.put("/api/v1/bureau-records/" + taxId, record);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201, 204);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Holds every error of the API against what all of them promise. */
  static void assertProblem(Api.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .as(answer.text())
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    var problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asString("")).isNotBlank();
    assertThat(problem.path("title").asString("")).isNotBlank();
    assertThat(problem.path("code").asString("")).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(problem.path("detail").asString("")).isNotBlank();
    assertThat(answer.text()).doesNotContain("Exception", "\tat ", "dev.countersign");
  }

  static void assertProblem(Api.Answer answer, int status, String code) {
    assertProblem(answer, status);
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
  }

  /** A bad body: 400 that lists these fields, and tells of each what is wrong with it. */
  static void assertBadFields(Api.Answer answer, String... fields) {
    assertProblem(answer, 400);
    var errors = answer.json().path("errors");
    assertThat(errors.valueStream().map(error -> error.path("field").asString()))
        .as(answer.text())
        .contains(fields);
    assertThat(errors.valueStream())
        .allSatisfy(error -> {
          assertThat(error.path("code").asString("")).matches("[a-z0-9]+(-[a-z0-9]+)*");
          assertThat(error.path("message").asString("")).isNotBlank();
        });
  }

  /** Follows a list to its end and keeps what is wanted. */
  static List<JsonNode> all(Api caller, String path, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    var found = new ArrayList<JsonNode>();
    var next = path;
    while (true) {
      var page = caller.get(next);
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      items(page.json()).stream().filter(wanted).forEach(found::add);
      var cursor = page.json().path("next");
      if (cursor.isNull() || cursor.isMissingNode()) {
        return found;
      }
      next = path + (path.contains("?") ? "&" : "?") + "cursor=" + encoded(cursor.asString());
    }
  }
}
