package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** In a process of its own, since the format holds for the whole of it. */
class LogFormatTest {
  /** Logs what would break a line of text, and ends. */
  static final class Logging {
    private Logging() {}

    public static void main(String[] arguments) {
      LogFormat.json();
      LoggerFactory.getLogger("dev.countersign.some")
          .warn("a \"{}\"\nof two lines", "message", new IllegalStateException("the cause"));
    }
  }

  @Test
  void each_entry_is_one_line_of_json(@TempDir Path folder) throws Exception {
    var log = folder.resolve("log").toFile();
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Logging.class.getName())
            .redirectError(log)
            .start();

    Await.end(process);
    assertThat(process.exitValue()).isZero();

    var lines = Files.readAllLines(log.toPath());
    assertThat(lines).hasSize(1);
    var entry = JsonMapper.shared().readTree(lines.getFirst());
    assertThat(entry.path("level").asString()).isEqualTo("WARN");
    assertThat(entry.path("loggerName").asString()).isEqualTo("dev.countersign.some");
    assertThat(entry.path("formattedMessage").asString()).isEqualTo("a \"message\"\nof two lines");
    assertThat(entry.path("throwable").path("message").asString()).isEqualTo("the cause");
    assertThat(entry.path("timestamp").isNumber()).isTrue();
  }
}
