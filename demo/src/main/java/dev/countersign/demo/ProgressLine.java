package dev.countersign.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows progress: one line that is redrawn on a terminal, a line a second elsewhere. */
final class ProgressLine {
  private static final int BAR_WIDTH = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final int total;
  private final long startNanos = System.nanoTime();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int done;
  private long shownNanos = startNanos;

  ProgressLine(PrintStream out, boolean terminal, int total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
    for (var status :
        new String[] {"GRANTED", "DECLINED", "REJECTED", "WITHDRAWN", "IN_APPROVAL"}) {
      counts.put(status, 0);
    }
  }

  long pauseMillis() {
    return terminal ? 100 : 1_000;
  }

  void count(Result result) {
    counts.merge(result.status(), 1, Integer::sum);
    done++;
  }

  /** Shows the line unless it was shown a moment ago. */
  void show() {
    long now = System.nanoTime();
    if (now - shownNanos >= Duration.ofMillis(pauseMillis()).toNanos()) {
      shownNanos = now;
      draw(now);
    }
  }

  void end() {
    draw(System.nanoTime());
    if (terminal) {
      out.println();
    }
  }

  private void draw(long now) {
    var line = line(Duration.ofNanos(now - startNanos));
    if (terminal) {
      // Back to the start of the line, which is cleared, and cut off at the edge of the terminal.
      out.printf("\r\033[K\033[?7l%s\033[?7h", line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  private String line(Duration since) {
    int filled = BAR_WIDTH * done / total;
    double seconds = Math.max(0.001, since.toNanos() / 1e9);
    double perSecond = done / seconds;
    var byStatus =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + name(entry.getKey()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d/%d, %.0f/s, %s: %s",
        "#".repeat(filled),
        "-".repeat(BAR_WIDTH - filled),
        done,
        total,
        perSecond,
        done == 0 || done == total
            ? "%.0f s".formatted(seconds)
            : "%.0f s left".formatted(Math.ceil((total - done) / perSecond)),
        byStatus);
  }

  private static String name(String status) {
    return status.equals("IN_APPROVAL") ? "open" : status.toLowerCase(Locale.ROOT);
  }
}
