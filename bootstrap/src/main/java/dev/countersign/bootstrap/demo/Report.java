package dev.countersign.bootstrap.demo;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of it all, no wider than 100 columns. */
final class Report {
  private static final int WHY_WIDTH = 78;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void endings(List<Ending> endings) {
    out.println();
    out.println("  outcome    count  typical reason");
    var shown = "";
    for (var course : Course.values()) {
      var those = endings.stream().filter(ending -> ending.course() == course).toList();
      var outcome = outcome(course);
      out.printf(
          Locale.ROOT,
          "  %-9s  %5d  %s%n",
          outcome.equals(shown) ? "" : outcome,
          those.size(),
          clipped(why(course, those)));
      shown = outcome;
    }
  }

  void timings(List<Ending> endings, int calls, Duration total) {
    out.println();
    out.println("  time in ms               p50      p99");
    timing("submission", endings.stream().map(Ending::submitted));
    timing("until analysed", endings.stream().map(Ending::analysed).flatMap(Optional::stream));
    timing("decision", endings.stream().map(Ending::decisions).flatMap(Collection::stream));
    double seconds = total.toNanos() / 1e9;
    out.printf(
        Locale.ROOT,
        "%n  %d requests in %.1f s: %.0f requests and %.0f HTTP calls a second%n",
        endings.size(),
        seconds,
        endings.size() / seconds,
        calls / seconds);
  }

  void invitation(URI api, String password) {
    out.printf(
        """

          Try it by hand, as the analyst ana, or as max (manager), dora (director), ada (applicant):

            TOKEN=$(curl -s %1$s/api/v1/token -d username=ana --data-urlencode %2$s \\
              | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
            curl -s -H "Authorization: Bearer $TOKEN" %1$s/api/v1/inbox
            curl -s -H "Authorization: Bearer $TOKEN" '%1$s/api/v1/credit-requests?status=DECLINED'
        """,
        api, quoted("password=" + password));
  }

  private static String outcome(Course course) {
    return course == Course.LEFT_OPEN ? "open" : course.ending().toLowerCase(Locale.ROOT);
  }

  private static String why(Course course, List<Ending> endings) {
    return switch (course) {
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
          endings.stream().map(Ending::why).flatMap(Optional::stream).findFirst().orElse("");
      case WITHDRAWN -> "by the applicant, at once or while in approval";
      case LEFT_OPEN -> "waiting for " + waiting(endings);
    };
  }

  private static String waiting(List<Ending> endings) {
    return Sample.STAGES.stream()
        .map(stage -> stage + " " + endings.stream().filter(ending -> ending.isAt(stage)).count())
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
