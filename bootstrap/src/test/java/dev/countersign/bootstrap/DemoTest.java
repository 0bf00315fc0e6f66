package dev.countersign.bootstrap;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.demo.DemoRun;
import dev.countersign.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on the whole product, as a newcomer runs it. */
class DemoTest {
  private static final String PASSWORD = "rain in Sintra's gardens & more";
  private static final int WIDTH = 100;

  @TempDir static Path data;
  private static Countersign system;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @BeforeAll
  static void start() {
    system = RunningSystem.start(data, PASSWORD);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void two_hundred_requests_come_to_every_kind_of_end_and_again_on_the_same_data()
      throws InterruptedException {
    for (int run = 0; run < 2; run++) {
      written.reset();

      assertThat(demo(PASSWORD).run()).as(output()).isTrue();

      assertThat(output().lines())
          .contains(
              "  granted       34  by the analyst alone: up to 10,000.00",
              "                12  with a stage more, since the bureau did not answer",
              "                12  referred back for a tax id, sent again and analysed anew",
              "  declined       8  The credit bureau records a restriction.",
              "  withdrawn     10  by the applicant, at once or while in approval")
          .anyMatch(line -> line.matches(" +10 {2}Debt takes [\\d.]+ % of the income, above .*"))
          .anyMatch(line -> line.matches(" {2}until analysed +[\\d.]+ +[\\d.]+"))
          .anyMatch(line -> line.startsWith("  200 requests in "))
          .allMatch(line -> line.length() <= WIDTH);
    }
  }

  @Test
  void what_it_invites_to_can_be_pasted_into_a_shell() throws Exception {
    demo(PASSWORD).invite();
    var pasted = output().lines().skip(2).collect(joining("\n"));

    var shell = new ProcessBuilder("sh", "-c", pasted).redirectErrorStream(true).start();
    var answers = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    Await.end(shell);
    assertThat(shell.exitValue()).as(answers).isZero();
    assertThat(answers).contains("{\"mine\":[", "{\"items\":[").doesNotContain("problem");
  }

  @Test
  void a_password_that_is_not_the_demo_users_ends_it_with_a_reason() throws InterruptedException {
    assertThat(demo("not their password").run()).isFalse();

    assertThat(output()).contains("The demo failed: ada can't log in");
  }

  @Test
  void a_system_that_is_not_there_ends_it_with_a_reason() throws InterruptedException {
    var nowhere = URI.create("http://127.0.0.1:1");

    assertThat(new DemoRun(nowhere, PASSWORD, out).run()).isFalse();

    assertThat(output())
        .contains("The demo failed: POST http://127.0.0.1:1/api/v1/token got no answer");
  }

  private DemoRun demo(String password) {
    return new DemoRun(system.apiUrl(), password, out);
  }

  private String output() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
