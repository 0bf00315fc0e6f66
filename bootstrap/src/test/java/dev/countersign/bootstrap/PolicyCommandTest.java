package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies are shown, checked and compared without a database. */
class PolicyCommandTest {
  private static final String STANDARD = CanonicalJson.write(StandardPolicy.get());

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Main main = new Main(printing(out), printing(err), Map.of());

  @Test
  void the_standard_policy_is_shown_as_a_file_to_begin_with() {
    assertThat(main.run("policy", "show")).isZero();

    assertThat(said()).contains("{\n  \"answerWithinHours\": 80,\n");
    assertThat(CanonicalJson.read(CreditPolicy.class, said())).isEqualTo(StandardPolicy.get());
  }

  @Test
  void a_policy_that_makes_sense_passes_with_its_hash() throws Exception {
    assertThat(main.run("policy", "check", file(STANDARD.replace("standard-2", "house-1"))))
        .isZero();

    assertThat(said()).contains("house-1", "The policy makes sense.");
  }

  @Test
  void every_flaw_of_a_policy_is_named_with_its_path() throws Exception {
    var flawed =
        STANDARD
            .replace("\"minimum\":600", "\"minimum\":0")
            .replace("\"maximumPercent\":\"40.0000\"", "\"maximumPercent\":\"500.0000\"");

    assertThat(main.run("policy", "check", file(flawed))).isEqualTo(1);

    assertThat(said())
        .contains("$.rules.checks[1].minimum: ", "$.rules.checks[3].maximumPercent: ");
  }

  @Test
  void two_policies_are_compared_place_by_place() throws Exception {
    var other =
        STANDARD
            .replace("standard-2", "house-1")
            .replace("\"amount\":\"150000.00\"", "\"amount\":\"160000.00\"")
            .replace("\"amount\":\"2000.00\"", "\"amount\":\"1800.00\"");

    assertThat(main.run("policy", "diff", "standard", file(other))).isZero();

    assertThat(said())
        .isEqualTo(
            """
            $.products[AUTO].maximumAmount: {"amount":"150000.00","currency":"EUR"} → \
            {"amount":"160000.00","currency":"EUR"}
            $.rules.checks[minimum-income].minimum: {"amount":"2000.00","currency":"EUR"} → \
            {"amount":"1800.00","currency":"EUR"}
            $.version: "standard-2" → "house-1"
            """);
  }

  @Test
  void the_same_policy_twice_has_no_difference() {
    assertThat(main.run("policy", "diff", "standard", "standard")).isZero();

    assertThat(said()).isEqualTo("No difference.\n");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThat(main.run("policy", "check", folder.resolve("missing").toString())).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("missing can't be read");
  }

  @Test
  void without_a_command_it_says_what_there_is() {
    assertThat(main.run("policy")).isEqualTo(2);

    assertThat(said()).contains("show", "check", "diff", "publish");
  }

  private String file(String policy) throws Exception {
    return Files.writeString(folder.resolve("policy.json"), policy).toString();
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
