package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.Api;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is shown of the whole: policies, counts, health, metrics, and the contract itself. */
class OverviewTest extends AcceptanceTest {
  private static final String SUMMARY = "/api/v1/dashboard/summary";

  @Test
  void the_policy_of_a_request_can_be_read() throws Exception {
    var pinned = Filed.by(ada, Draft.consumer()).seen().path("policy");
    for (var staff : List.of(ana, max, dora, root)) {
      var listed = items(staff.get("/api/v1/policies").json());
      assertThat(listed)
          .anySatisfy(policy -> {
            assertThat(policy.path("version")).isEqualTo(pinned.path("version"));
            assertThat(policy.path("hash")).isEqualTo(pinned.path("hash"));
          });
    }

    var policy = ana.get("/api/v1/policies/" + pinned.path("version").asString());

    assertThat(policy.status()).isEqualTo(200);
    assertThat(policy.text()).contains(pinned.path("hash").asString(), "MORTGAGE", "3.24");
    assertThat(policy.text()).containsPattern("\\d{4}-\\d\\d-\\d\\dT");
    assertProblem(ana.get("/api/v1/policies/nonesuch"), 404);
  }

  private static JsonNode summary(String query) throws Exception {
    var answer = ana.get(SUMMARY + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** How often this name was counted, wherever it stands in the summary. */
  private static int count(JsonNode summary, String name) {
    for (var part : summary) {
      if (part.has(name)) {
        return part.path(name).asInt();
      }
      for (var entry : part) {
        if (entry.valueStream().anyMatch(value -> value.asString("").equals(name))) {
          return entry.path("count").asInt();
        }
      }
    }
    return 0;
  }

  @Test
  void the_summary_counts_what_there_is() throws Exception {
    var before = summary("");

    var filed = Filed.by(ada, Draft.of("PAYROLL"));
    var waiting = summary("");
    filed = filed.approvedBy(ana, max, dora);
    var granted = summary("");

    assertThat(count(waiting, "IN_APPROVAL")).isEqualTo(count(before, "IN_APPROVAL") + 1);
    assertThat(count(waiting, "analyst")).isEqualTo(count(before, "analyst") + 1);
    assertThat(count(waiting, "PAYROLL")).isEqualTo(count(before, "PAYROLL") + 1);
    assertThat(count(granted, "IN_APPROVAL")).isEqualTo(count(before, "IN_APPROVAL"));
    assertThat(count(granted, "GRANTED")).isEqualTo(count(before, "GRANTED") + 1);
    assertThat(count(granted, "analyst")).isEqualTo(count(before, "analyst"));
    assertThat(filed.status()).isEqualTo("GRANTED");
  }

  @Test
  void the_summary_counts_the_days_asked_for() throws Exception {
    assertThat(Filed.by(ada, Draft.consumer()).status()).isEqualTo("IN_APPROVAL");

    var today = summary("?submittedFrom=" + today() + "&submittedTo=" + today());
    var before = summary("?submittedTo=" + today().minusDays(1));
    var after = summary("?submittedFrom=" + today().plusDays(1));

    assertThat(count(today, "IN_APPROVAL")).isPositive();
    assertThat(count(before, "IN_APPROVAL")).isZero();
    assertThat(count(after, "IN_APPROVAL")).isZero();
    assertProblem(ana.get(SUMMARY + "?submittedFrom=yesterday"), 400);
  }

  @Test
  void health_is_a_word_and_no_more() throws Exception {
    for (var path : List.of("/health/live", "/health/ready")) {
      var answer = anyone.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).hasSizeLessThan(40).doesNotContainIgnoringCase("postgres");
    }
  }

  @Test
  void metrics_are_on_the_management_port_alone() throws Exception {
    assertThat(Filed.by(ada, Draft.consumer().amount("1000.00")).approvedBy(ana).status())
        .isEqualTo("GRANTED");
    var management = Api.anonymous(product.system.managementUrl());

    var metrics = management.get("/metrics");

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.raw().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(product.metrics().lines())
        .anyMatch(line -> line.matches("http_server_requests_total\\{.*POST.*\\} [1-9].*"))
        .anyMatch(line -> line.matches("http_server_requests_total\\{.*status=\"201\".*"))
        .anyMatch(line -> line.matches("http_request_duration_seconds_bucket\\{.*le=\".*"))
        .anyMatch(line -> line.startsWith("http_request_duration_seconds_count{"))
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
        .anyMatch(line -> line.matches(".*outbox.*lag.*"))
        .anyMatch(line -> line.matches(".*decisions?_.*outcome.*"))
        .anyMatch(line -> line.matches(".*stage.*seconds.*"))
        .anyMatch(line -> line.matches(".*(hikaricp|pool).*"));
    assertThat(product.metrics())
        .as("routes, not addresses")
        .contains("/api/v1/credit-requests/{id}")
        .doesNotContain(REQUESTS + "/0");
    assertProblem(anyone.get("/metrics"), 404);
    assertThat(management.get(REQUESTS).status()).isEqualTo(404);
  }

  @Test
  void a_path_nobody_serves_makes_no_metric_of_its_own() throws Exception {
    var path = "/api/v1/" + Product.unique("nowhere-");
    assertProblem(ana.get(path), 404);

    assertThat(product.metrics()).doesNotContain(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "post /api/v1/users",
        "get /api/v1/users",
        "post /api/v1/staff",
        "patch /api/v1/users/{id}",
        "post /api/v1/token",
        "post /api/v1/refresh",
        "post /api/v1/logout",
        "get /api/v1/me",
        "put /api/v1/me/preferences",
        "get /.well-known/jwks.json",
        "post /api/v1/credit-requests",
        "get /api/v1/credit-requests",
        "get /api/v1/credit-requests/{id}",
        "get /api/v1/credit-requests/{id}/history",
        "get /api/v1/credit-requests/{id}/analysis",
        "post /api/v1/credit-requests/{id}/approve",
        "post /api/v1/credit-requests/{id}/reject",
        "post /api/v1/credit-requests/{id}/refer",
        "post /api/v1/credit-requests/{id}/revise",
        "post /api/v1/credit-requests/{id}/withdraw",
        "post /api/v1/credit-requests/{id}/claim",
        "post /api/v1/credit-requests/{id}/release",
        "get /api/v1/inbox",
        "get /api/v1/credit-requests/{id}/schedule",
        "post /api/v1/schedule-previews",
        "get /api/v1/audit",
        "get /api/v1/policies",
        "get /api/v1/policies/{version}",
        "get /api/v1/dashboard/summary",
        "put /api/v1/bureau-records/{taxId}",
        "get /health/live",
        "get /health/ready",
      })
  void the_contract_is_served_with_every_call_in_it(String call) throws Exception {
    var contract = anyone.get("/openapi.json").json();
    var parts = call.split(" ", -1);

    var operation = contract.path("paths").path(parts[1]).path(parts[0]);

    assertThat(contract.path("openapi").asString()).startsWith("3.1");
    assertThat(operation.isObject()).as(call).isTrue();
    assertThat(operation.path("responses").isEmpty()).isFalse();
    assertThat(operation.path("summary").asString("")).isNotBlank();
  }

  @Test
  void everything_the_contract_refers_to_is_in_it() throws Exception {
    var contract = anyone.get("/openapi.json").json();

    assertThat(contract.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> {
          assertThat(ref).startsWith("#/");
          assertThat(contract.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
        });
  }

  @Test
  void there_is_a_page_to_try_it() throws Exception {
    var answer = anyone.get("/docs");
    if (answer.status() / 100 == 3) {
      answer = anyone.get(answer.raw().headers().firstValue("Location").orElseThrow());
    }

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(answer.raw().headers().firstValue("Content-Security-Policy")).isPresent();
    var linked =
        Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
            .matcher(answer.text())
            .results()
            .map(found -> found.group(1))
            .filter(address -> !address.startsWith("data:"))
            .toList();
    assertThat(linked).isNotEmpty();
    for (var each : linked) {
      var url = answer.raw().uri().resolve(each);
      assertThat(url.getHost()).as(each).isEqualTo(product.system.apiUrl().getHost());
      assertThat(anyone.get(url.getPath()).status()).as(each).isEqualTo(200);
    }
  }

  @Test
  void a_policy_says_since_when() throws Exception {
    var listed = items(ana.get("/api/v1/policies").json());

    assertThat(listed)
        .allSatisfy(policy ->
            assertThat(policy.valueStream().map(value -> value.asString("")))
                .anyMatch(text -> text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")));
  }
}
