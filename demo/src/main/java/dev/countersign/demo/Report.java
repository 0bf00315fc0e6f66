package dev.countersign.demo;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints the results, no wider than 100 columns. */
final class Report {
  private static final int WHY_WIDTH = 78;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void results(List<Result> results) {
    out.println();
    out.println("  outcome    count  typical reason");
    var shown = "";
    for (var scenario : Scenario.values()) {
      var those = results.stream().filter(result -> result.scenario() == scenario).toList();
      var outcome = outcome(scenario);
      out.printf(
          Locale.ROOT,
          "  %-9s  %5d  %s%n",
          outcome.equals(shown) ? "" : outcome,
          those.size(),
          clipped(why(scenario, those)));
      shown = outcome;
    }
  }

  void timings(List<Result> results, int calls, Duration total) {
    out.println();
    out.println("  time in ms               p50      p99");
    timing("submission", results.stream().map(Result::submitted));
    timing("until analysed", results.stream().map(Result::analysed).flatMap(Optional::stream));
    timing("decision", results.stream().map(Result::decisions).flatMap(Collection::stream));
    double seconds = total.toNanos() / 1e9;
    out.printf(
        Locale.ROOT,
        "%n  %d requests in %.1f s: %.0f requests and %.0f HTTP calls a second%n",
        results.size(),
        seconds,
        results.size() / seconds,
        calls / seconds);
  }

  /**
   * @param password to be shown; without one, it is left to the variable it came from
   */
  void invitation(URI api, Optional<String> password) {
    out.printf(
        """

          Try it by hand, as the analyst ana, or as max (manager), dora (director), ada (applicant):

            TOKEN=$(curl -s %1$s/api/v1/token -d username=ana --data-urlencode %2$s \\
              | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
            curl -s -H "Authorization: Bearer $TOKEN" %1$s/api/v1/inbox
            curl -s -H "Authorization: Bearer $TOKEN" '%1$s/api/v1/credit-requests?status=DECLINED'
        """,
        api,
        password
            .map(shown -> quoted("password=" + shown))
            .orElse("password=\"$COUNTERSIGN_DEMO_PASSWORD\""));
  }

  private static String outcome(Scenario scenario) {
    return scenario == Scenario.LEFT_OPEN
        ? "open"
        : scenario.finalStatus().toLowerCase(Locale.ROOT);
  }

  private static String why(Scenario scenario, List<Result> results) {
    return switch (scenario) {
      case GRANTED_BY_ONE -> "by the analyst alone: up to 10,000.00";
      case GRANTED_BY_TWO -> "by analyst and manager: up to 50,000.00, and every BUSINESS";
      case GRANTED_BY_THREE -> "by analyst, manager and director: above that, and every PAYROLL";
      case GRANTED_WITHOUT_BUREAU -> "with a stage more, since the bureau did not answer";
      case GRANTED_ON_SECOND_PROPOSAL -> "referred back for a tax id, sent again and analysed anew";
      case DECLINED_FOR_RESTRICTION,
          DECLINED_FOR_RATING,
          DECLINED_FOR_INCOME,
          DECLINED_FOR_DEBT,
          DECLINED_FOR_CONFIDENCE,
          DECLINED_FOR_LOAN_TO_VALUE,
          REJECTED ->
          results.stream().map(Result::why).flatMap(Optional::stream).findFirst().orElse("");
      case WITHDRAWN -> "by the applicant, at once or while in approval";
      case LEFT_OPEN -> "waiting for " + waiting(results);
    };
  }

  private static String waiting(List<Result> results) {
    return Sample.STAGES.stream()
        .map(stage -> stage + " " + results.stream().filter(result -> result.isAt(stage)).count())
        .collect(joining(", "));
  }

  private static String clipped(String text) {
    return text.length() <= WHY_WIDTH ? text : text.substring(0, WHY_WIDTH - 1) + "…";
  }

  private void timing(String what, Stream<Duration> durations) {
    var sorted = durations.sorted().toList();
    out.printf(
        Locale.ROOT,
        "  %-18s %9.1f%9.1f%n",
        what,
        percentileMillis(sorted, 50),
        percentileMillis(sorted, 99));
  }

  /** The smallest value that at least so many percent do not exceed. */
  private static double percentileMillis(List<Duration> sorted, int percent) {
    int rank = Math.ceilDiv(sorted.size() * percent, 100);
    return sorted.get(Math.max(0, rank - 1)).toNanos() / 1e6;
  }

  /** As one word of a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
