package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.access.Access;
import dev.countersign.http.exchange.Route;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The published description and the routes say the same. */
class DescriptionTest {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void every_route_is_described_with_who_may_call_it_and_nothing_else_is() {
    var described = new TreeMap<String, Set<String>>();
    Description.published()
        .paths()
        .propertyStream()
        .forEach(path ->
            path.getValue()
                .propertyStream()
                .forEach(operation ->
                    described.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        callers(operation.getValue().get("security")))));

    assertThat(described)
        .isEqualTo(
            api.api.routes().stream()
                .collect(
                    Collectors.toMap(
                        route -> route.method().name() + " " + route.path(),
                        DescriptionTest::callers,
                        (a, b) -> a,
                        TreeMap::new)));
  }

  private static Set<String> callers(JsonNode security) {
    return security.isEmpty()
        ? Set.of("anyone")
        : security
            .valueStream()
            .flatMap(one ->
                one.get("bearer").isEmpty()
                    ? Stream.of("whoever is logged in")
                    : one.get("bearer").valueStream().map(JsonNode::asString))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> callers(Route route) {
    return switch (route.access()) {
      case Access.Anyone anyone -> Set.of("anyone");
      case Access.LoggedIn loggedIn -> Set.of("whoever is logged in");
      case Access.Holding holding -> Set.of(holding.permission().value());
    };
  }

  @Test
  void every_operation_names_what_any_call_may_be_answered_with() {
    Description.published()
        .paths()
        .propertyStream()
        .forEach(path ->
            path.getValue()
                .forEach(operation ->
                    assertThat(operation.get("responses").propertyNames())
                        .as(path.getKey())
                        .contains(
                            "400", "408", "413", "414", "417", "431", "500", "501", "503", "505")));
  }

  @Test
  void every_reference_leads_somewhere() {
    var document = Description.published().document();
    var dangling =
        document.findValuesAsString("$ref").stream()
            .filter(reference -> document.at(reference.substring(1)).isMissingNode())
            .toList();

    assertThat(dangling).isEmpty();
  }

  @Test
  void parameters_in_a_path_are_described() {
    Description.published()
        .paths()
        .propertyStream()
        .filter(path -> path.getKey().contains("{"))
        .forEach(path ->
            path.getValue()
                .forEach(operation ->
                    assertThat(operation.get("parameters").valueStream())
                        .as(path.getKey())
                        .anyMatch(p -> p.path("in").asString("").equals("path"))));
  }

  @Test
  void the_document_and_its_page_are_served_without_any_other_host() {
    assertThat(api.anyone().get("/openapi.json").mustBe(200).json())
        .isEqualTo(Description.published().document());
    var page = api.anyone().get("/docs").mustBe(200);
    assertThat(page.body()).doesNotContain("http:", "https:", "onload", "<style");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    for (var part : new String[] {"start.js", "swagger-ui.js", "swagger-ui.css"}) {
      assertThat(page.body()).contains("/docs/" + part);
      assertThat(api.anyone().get("/docs/" + part).mustBe(200).body()).isNotEmpty();
    }
  }
}
