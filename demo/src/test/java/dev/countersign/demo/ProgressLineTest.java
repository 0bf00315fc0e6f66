package dev.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void off_a_terminal_it_is_a_plain_line() {
    var progress = new ProgressLine(out, false, 2);
    progress.count(ended("GRANTED"));
    progress.end();

    assertThat(written.toString(StandardCharsets.UTF_8))
        .matches(
            "\\[#{5}-{5}]   1/2, \\d+/s, \\d+ s left: "
                + "1 granted, 0 declined, 0 rejected, 0 withdrawn, 0 open\\R");
  }

  @Test
  void on_a_terminal_it_is_written_over_itself_and_never_wraps() {
    var progress = new ProgressLine(out, true, 1);
    progress.count(ended("IN_APPROVAL"));
    progress.end();

    assertThat(written.toString(StandardCharsets.UTF_8))
        .startsWith("\r\033[K\033[?7l[##########]   1/1, ")
        .endsWith("1 open\033[?7h" + System.lineSeparator());
  }

  private static Result ended(String status) {
    return new Result(
        Samples.on(LocalDate.of(2026, 3, 2)).getFirst(),
        "id",
        status,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        List.of());
  }
}
