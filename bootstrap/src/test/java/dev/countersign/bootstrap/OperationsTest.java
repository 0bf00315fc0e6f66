package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.bootstrap.settings.Setting;
import dev.countersign.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whoever watches the system asks for metrics that it has. */
class OperationsTest {
  private static final String PASSWORD = "watch-and-be-woken";
  private static final Path DEPLOY = Path.of("..", "deploy");

  /** It comes with a bureau that is not simulated. */
  private static final Set<String> ELSEWHERE = Set.of("source_asked_seconds_count");

  private static final Pattern EXPRESSION_OF_ALERT = Pattern.compile("(?m)^ *expr: '(.*)'$");
  private static final Pattern LABELS_AND_RANGES =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without) *\\([^)]*\\)");
  private static final Pattern METRIC =
      Pattern.compile("\\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\\b(?! *\\()");

  @TempDir private Path data;

  @Test
  void every_metric_that_an_alert_or_the_dashboard_names_is_there() throws Exception {
    var asked = new TreeSet<>(namedByAlerts());
    asked.addAll(namedByDashboard());
    assertThat(asked).hasSizeGreaterThan(15);
    asked.removeAll(ELSEWHERE);

    try (var system =
        RunningSystem.start(
            data, PASSWORD, Map.of(Setting.BACKUP_FOLDER, data.resolve("nights").toString()))) {
      rejectOne(system);

      // Outcomes are counted when their events are delivered, a moment after the answer.
      Await.until("all is offered: " + asked, () -> offered(system).containsAll(asked));
    }
  }

  private static Set<String> offered(Countersign system) throws Exception {
    return Api.anonymous(system.managementUrl())
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static Set<String> namedByAlerts() throws IOException {
    var alerts = Files.readString(DEPLOY.resolve("prometheus/alerts.yml"));
    return metrics(EXPRESSION_OF_ALERT.matcher(alerts).results().map(found -> found.group(1)));
  }

  private static Set<String> namedByDashboard() {
    var dashboard = JsonMapper.shared().readTree(DEPLOY.resolve("grafana/countersign.json"));
    return metrics(dashboard.findValues("expr").stream().map(expr -> expr.asString()));
  }

  private static Set<String> metrics(Stream<String> expressions) {
    return expressions
        .map(expression -> LABELS_AND_RANGES.matcher(expression).replaceAll(" "))
        .flatMap(bare -> METRIC.matcher(bare).results().map(found -> found.group()))
        .collect(Collectors.toSet());
  }

  private static void rejectOne(Countersign system) throws Exception {
    var ada = Api.anonymous(system.apiUrl()).logIn("ada", PASSWORD);
    var ana = Api.anonymous(system.apiUrl()).logIn("ana", PASSWORD);
    var filed = ada.post("/api/v1/credit-requests", Requests.CONSUMER, "watched");
    var path = "/api/v1/credit-requests/" + filed.json().path("id").asString();
    Await.until(
        "the analysis", () -> ana.get(path).json().path("status").asString().equals("IN_APPROVAL"));
    int revision = ana.get(path).json().path("revision").asInt();
    var body = "{\"revision\":%d,\"reason\":\"Not this one.\"}".formatted(revision);
    assertThat(ana.post(path + "/reject", body, "no").status()).isEqualTo(200);
  }
}
