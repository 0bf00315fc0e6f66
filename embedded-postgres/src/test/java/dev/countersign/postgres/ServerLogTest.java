package dev.countersign.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path folder;

  @Test
  void the_tail_holds_what_was_said_since_then_and_at_most_its_last_four_kibibytes()
      throws Exception {
    ServerLog log = new ServerLog(folder.resolve("server.log"));
    assertThat(log.since(log.position())).isEmpty();

    say(log, "before\n");
    long position = log.position();
    say(log, "after\n");
    assertThat(log.since(position)).isEqualTo("after");

    say(log, "x".repeat(5000) + "end");
    assertThat(log.since(position)).hasSize(4096).endsWith("xend");
  }

  @Test
  void a_log_of_more_than_eight_mebibytes_moves_aside_and_is_begun_anew() throws Exception {
    ServerLog log = new ServerLog(folder.resolve("server.log"));
    say(log, "x".repeat(8 << 20));
    log.bound();
    assertThat(log.position()).as("exactly eight are kept").isEqualTo(8 << 20);

    say(log, "y");
    log.bound();

    assertThat(log.position()).isZero();
    assertThat(folder.resolve("server.log.1")).hasSize((8 << 20) + 1);
  }

  private static void say(ServerLog log, String words) throws Exception {
    Files.writeString(
        log.file(), words, US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
