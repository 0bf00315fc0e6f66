package dev.countersign.bootstrap;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.bootstrap.tracing.Collector;
import dev.countersign.bootstrap.tracing.Collector.Span;
import dev.countersign.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** One call, followed by those who run the system. */
class TracingTest {
  private static final String PASSWORD = "followed-all-the-way";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String SUBMIT = "POST /api/v1/credit-requests";

  @TempDir private Path folder;

  @Test
  void a_collector_is_told_of_a_call_within_its_callers_trace_and_of_the_analysis()
      throws Exception {
    try (var collector = new Collector()) {
      String request;
      try (var system =
          RunningSystem.start(
              folder, PASSWORD, Map.of(Setting.OTLP_ENDPOINT, collector.address().toString()))) {
        var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
        request = submit(ada, "00-" + TRACE + "-" + SPAN + "-01");
        awaitAnalysis(ada, request);
        assertThat(submit(ada, "00-" + TRACE.replace('4', '5') + "-" + SPAN + "-00")).isNotEmpty();
        assertThat(ada.get("/nowhere/15350946056").status()).isEqualTo(404);
      }
      var spans = collector.spans();

      var call = only(spans, span -> span.name().equals(SUBMIT));
      assertThat(call.trace()).isEqualTo(TRACE);
      assertThat(call.parent()).isEqualTo(SPAN);
      assertThat(call.kind()).isEqualTo(2);
      assertThat(call.attributes())
          .containsEntry("http.request.method", "POST")
          .containsEntry("http.route", "/api/v1/credit-requests")
          .containsEntry("http.response.status_code", "201");
      assertThat(spans)
          .filteredOn(span -> span.parent().equals(call.id()))
          .isNotEmpty()
          .allSatisfy(span -> assertThat(span.name()).isEqualTo("transaction"));

      var analysis =
          only(spans, span -> request.equals(span.attributes().get("countersign.request")));
      assertThat(analysis.parent()).isEmpty();
      assertThat(spans)
          .filteredOn(span -> span.trace().equals(analysis.trace()))
          .extracting(Span::name)
          .contains("analyse credit request", "ask bureau", "transaction");

      assertThat(spans).extracting(Span::name).contains("GET none");
      assertThat(spans).noneMatch(Span::failed);
      assertThat(spans.toString()).doesNotContain("15350946056", PASSWORD);
    }
  }

  @Test
  void whatever_a_caller_says_of_its_trace_the_call_is_answered_and_has_an_id_of_its_own()
      throws Exception {
    var hostile =
        List.of(
            "",
            "00",
            "00-" + "0".repeat(32) + "-" + SPAN + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "00-" + TRACE.toUpperCase(Locale.ROOT) + "-" + SPAN + "-01",
            "ff-" + TRACE + "-" + SPAN + "-01",
            "00-" + TRACE + "-" + SPAN + "-01-" + "a".repeat(4_000),
            "00-../../../../../etc/passwd%0aERROR-" + SPAN + "-01");
    try (var collector = new Collector()) {
      try (var system =
          RunningSystem.start(
              folder, PASSWORD, Map.of(Setting.OTLP_ENDPOINT, collector.address() + "/"))) {
        for (var said : hostile) {
          assertThat(
                  Api.anonymous(system.apiUrl())
                      .exchange(
                          "GET",
                          "/health/live",
                          new byte[0],
                          "traceparent",
                          said,
                          "tracestate",
                          "a=" + "b".repeat(3_000))
                      .status())
              .isEqualTo(200);
        }
      }

      var calls =
          collector.spans().stream()
              .filter(span -> span.name().equals("GET /health/live"))
              .toList();
      assertThat(calls).hasSize(hostile.size());
      assertThat(calls).allSatisfy(call -> assertThat(call.parent()).isEmpty());
      assertThat(calls.stream().map(Span::trace).collect(toSet()))
          .hasSize(hostile.size())
          .allMatch(trace -> trace.matches("[0-9a-f]{32}"))
          .doesNotContain(TRACE);
    }
  }

  @Test
  void without_a_collector_too_an_entry_of_the_log_says_which_trace_it_is_part_of()
      throws Exception {
    try (var process =
        new RunningProcess(folder.resolve("data"), PASSWORD, Map.of(Setting.LOG_FORMAT, "json"))) {
      process.awaitReady();
      process.killDatabase();
      Await.until(
          "a call is refused",
          () -> {
            if (call(process) == 503) {
              return true;
            }
            process.awaitReady();
            process.killDatabase();
            return false;
          });

      var refusal =
          process
              .logged()
              .lines()
              .filter(line -> line.startsWith("{"))
              .map(JsonMapper.shared()::readTree)
              .filter(entry -> entry.path("loggerName").asString().endsWith(".RequestPipeline"))
              .findFirst()
              .orElseThrow();
      assertThat(refusal.path("mdc").path("trace_id").asString()).isEqualTo(TRACE);
    }
  }

  private static int call(RunningProcess process) throws Exception {
    return Api.anonymous(process.url())
        .exchange(
            "POST",
            "/api/v1/token",
            ("username=ada&password=" + PASSWORD).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "traceparent",
            "00-" + TRACE + "-" + SPAN + "-01")
        .status();
  }

  private static String submit(Api caller, String traceparent) throws Exception {
    var answer =
        caller.exchange(
            "POST",
            "/api/v1/credit-requests",
            Requests.CONSUMER.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            traceparent,
            "traceparent",
            traceparent);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static void awaitAnalysis(Api caller, String request) throws Exception {
    var path = "/api/v1/credit-requests/" + request;
    Await.until(
        "the analysis",
        () -> !caller.get(path).json().path("status").asString().equals("SUBMITTED"));
  }

  private static Span only(List<Span> spans, Predicate<Span> wanted) {
    assertThat(spans.stream().filter(wanted)).hasSize(1);
    return spans.stream().filter(wanted).findFirst().orElseThrow();
  }
}
