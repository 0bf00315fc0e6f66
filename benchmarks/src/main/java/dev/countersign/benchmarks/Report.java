package dev.countersign.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of results: printed while it grows, and written as Markdown at the end. */
final class Report {
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param target what the figure must reach
   * @param aim what it is to reach, if all goes well
   */
  private record Row(String what, String figure, String target, String aim, boolean reached) {}

  Report(PrintStream out) {
    this.out = out;
  }

  void add(String what, String figure, String target, String aim, boolean reached) {
    rows.add(new Row(what, figure, target, aim, reached));
    out.printf(Locale.ROOT, "%-62s %s%n", what, figure);
  }

  /** A line that explains a figure and has no target of its own. */
  void note(String what, String figure) {
    add(what, figure, "–", "–", true);
  }

  boolean allReached() {
    return rows.stream().allMatch(Row::reached);
  }

  void write(Path file, String machine) throws IOException {
    var table =
        rows.stream()
            .map(row ->
                "| %s | %s | %s | %s | %s |"
                    .formatted(
                        row.what,
                        row.figure,
                        row.target,
                        row.aim,
                        row.target.equals("–") ? "" : row.reached ? "yes" : "**no**"))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        file,
        """
        # Benchmark results

        Written by `benchmarks/run`. %s

        | what | figure | must | aim | reached |
        |---|---|---|---|---|
        %s
        """
            .formatted(machine, table));
  }
}
