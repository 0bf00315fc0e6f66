package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Main main = new Main(printing(out), printing(err), Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "demo",
        "replay-dead-letters",
        "verify-audit",
        "backup",
        "restore",
        "verify-backup",
        "policy",
        "version"
      })
  void every_command_explains_itself(String command) {
    assertThat(main.run(command, "--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: countersign " + command);
  }

  @Test
  void options_say_where_else_they_can_be_set_and_what_they_are_without() {
    assertThat(main.run("start", "--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--port=PORT", "COUNTERSIGN_PORT; default 8080");
  }

  @Test
  void an_unknown_option_is_named_together_with_the_ones_there_are() {
    assertThat(main.run("start", "--prot", "80")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--prot", "--port=PORT");
  }

  @Test
  void nothing_starts_on_wrong_settings() {
    assertThat(main.run("start", "--port", "x", "--management-port", "y")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("These settings are invalid", "\"x\"", "\"y\"");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void what_stops_in_order_leaves_no_entry_of_the_trail_unsealed(@TempDir Path data)
      throws Exception {
    try (var system = RunningSystem.start(data, "quiet-at-the-end")) {
      for (int times = 0; times < 5; times++) {
        var unused = Api.anonymous(system.apiUrl()).logIn("ada", "quiet-at-the-end");
      }
    }

    assertThat(main.run("verify-audit", "--data", data.toString())).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("Sealed +[1-9]\\d*\n")
        .containsPattern("Not yet sealed +0\n");
  }

  @Test
  void without_a_command_it_says_what_there_is() {
    assertThat(main.run()).isEqualTo(2);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("start", "demo", "verify-audit");
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
