package dev.countersign.domain.credit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.domain.Golden;
import dev.countersign.domain.canonical.CanonicalJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense is named with its place before it can be published. */
class PolicyReviewTest {
  private static final String STANDARD = CanonicalJson.write(StandardPolicy.get());

  @Test
  void the_standard_policy_makes_sense() {
    assertThat(PolicyReview.flaws(StandardPolicy.get())).isEmpty();
    assertThat(PolicyReview.read(STANDARD)).isEqualTo(new PolicyReview.Sound(StandardPolicy.get()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy-with-a-committee.json", "standard-policy-1.json"})
  void policies_that_were_in_force_before_make_sense(String file) {
    assertThat(PolicyReview.read(Golden.text(file))).isInstanceOf(PolicyReview.Sound.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minimum\":600            | minimum\":-1            | $.rules.checks[1].minimum | negative",
        "minimum\":600            | minimum\":0             | $.rules.checks[1].minimum |"
            + " never-fails",
        "minimum\":600            | minimum\":10001         | $.rules.checks[1].minimum |"
            + " always-fails",
        "amount\":\"2000.00       | amount\":\"-0.01        | $.rules.checks[2].minimum | negative",
        "amount\":\"2000.00       | amount\":\"0.00         | $.rules.checks[2].minimum |"
            + " never-fails",
        "amount\":\"2000.00       | amount\":\"10000000000.01 | $.rules.checks[2].minimum |"
            + " always-fails",
        "Percent\":\"40.0000      | Percent\":\"-1.0000     | $.rules.checks[3].maximumPercent |"
            + " negative",
        "Percent\":\"40.0000      | Percent\":\"0.0000      | $.rules.checks[3].maximumPercent |"
            + " always-fails",
        "Percent\":\"40.0000      | Percent\":\"100.0000    | $.rules.checks[3].maximumPercent |"
            + " never-fails",
        "Percent\":\"40.0000      | Percent\":\"500.0000    | $.rules.checks[3].maximumPercent |"
            + " never-fails",
        "minimum\":\"30.0000      | minimum\":\"-0.0001     | $.rules.checks[4].minimum | negative",
        "minimum\":\"30.0000      | minimum\":\"70.0000     | $.rules.checks[4].minimum |"
            + " always-fails",
        "minimum\":\"30.0000      | minimum\":\"63.5001     | $.rules.checks[4].minimum |"
            + " always-fails",
        "minimum\":\"30.0000      | minimum\":\"7.5000      | $.rules.checks[4].minimum |"
            + " never-fails",
        "upToPercent\":\"60.0000  | upToPercent\":\"-1.0000 |"
            + " $.rules.checks[5].grades[0].upToPercent | negative",
        "upToPercent\":\"90.0000  | upToPercent\":\"20000000000.0000 |"
            + " $.rules.checks[5].grades[2].upToPercent | never-fails",
        "ageCeilingYears\":130    | ageCeilingYears\":1001  | $.rules.scorecard.ageCeilingYears |"
            + " too-large",
        "dependentsCeiling\":10   | dependentsCeiling\":2000000000 |"
            + " $.rules.scorecard.dependentsCeiling | too-large",
        "{\"amount\":\"100.00     | {\"amount\":\"0.00      | $.minimumAmount | not-positive",
      })
  void a_limit_that_decides_nothing_is_named(
      String standard, String changed, String path, String code) {
    assertThat(STANDARD).contains(standard);

    assertThat(flawed(STANDARD.replace(standard, changed)))
        .filteredOn(flaw -> flaw.path().equals(path))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.code()).isEqualTo(code);
          assertThat(flaw.message()).endsWith(".").doesNotContain("..");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minimum\":600           | minimum\":1",
        "minimum\":600           | minimum\":10000",
        "amount\":\"2000.00      | amount\":\"0.01",
        "Percent\":\"40.0000     | Percent\":\"0.0001",
        "Percent\":\"40.0000     | Percent\":\"99.9999",
        "minimum\":\"30.0000     | minimum\":\"63.5000",
        "minimum\":\"30.0000     | minimum\":\"7.5001",
      })
  void a_limit_that_somebody_breaks_and_somebody_keeps_is_sound(String standard, String changed) {
    assertThat(STANDARD).contains(standard);

    assertThat(PolicyReview.read(STANDARD.replace(standard, changed)))
        .isInstanceOf(PolicyReview.Sound.class);
  }

  @Test
  void a_policy_without_checks_or_products_is_named() {
    assertThat(flawed(STANDARD.replaceFirst("\"checks\":\\[.*}],\"on", "\"checks\":[],\"on")))
        .extracting(PolicyFlaw::path, PolicyFlaw::code)
        .containsExactly(tuple("$.rules.checks", "no-checks"));
    assertThat(
            flawed(
                STANDARD.replaceFirst("\"products\":\\[.*}],\"rules", "\"products\":[],\"rules")))
        .extracting(PolicyFlaw::path, PolicyFlaw::code)
        .containsExactly(tuple("$.products", "no-products"));
  }

  @Test
  void a_minimum_above_a_maximum_is_named() {
    var aboveAll = flawed(STANDARD.replace("{\"amount\":\"100.00", "{\"amount\":\"5000000.01"));
    var aboveOne = flawed(STANDARD.replace("{\"amount\":\"100.00", "{\"amount\":\"50000.01"));

    assertThat(aboveAll)
        .filteredOn(flaw -> flaw.path().equals("$.minimumAmount"))
        .extracting(PolicyFlaw::code)
        .containsExactly("above-every-maximum");
    assertThat(aboveOne)
        .extracting(PolicyFlaw::path, PolicyFlaw::code)
        .containsExactly(tuple("$.products[0].maximumAmount", "below-minimum"));
  }

  @Test
  void a_larger_amount_with_fewer_approvers_is_named() {
    var above = "\"above\":{\"stages\":[\"ANALYST\",\"MANAGER\",\"DIRECTOR\"]}";
    var manager = "\"stages\":[\"ANALYST\",\"MANAGER\"]";
    assertThat(STANDARD).contains(above, manager);

    assertThat(flawed(STANDARD.replace(above, "\"above\":{\"stages\":[\"DIRECTOR\"]}")))
        .extracting(PolicyFlaw::path, PolicyFlaw::code)
        .containsExactly(tuple("$.approvals.above", "fewer-approvers"));
    assertThat(
            flawed(
                STANDARD
                    .replace(
                        "{\"stages\":[\"ANALYST\"]}", "{\"stages\":[\"ANALYST\",\"DIRECTOR\"]}")
                    .replace(manager + "}", "\"stages\":[\"DIRECTOR\"]}")))
        .extracting(PolicyFlaw::path, PolicyFlaw::code)
        .containsExactly(tuple("$.approvals.bands[1].route", "fewer-approvers"));
  }

  @Test
  void bands_out_of_order_are_named() {
    assertThat(flawed(STANDARD.replace("\"10000.00\"", "\"60000.00\"")))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.path()).isEqualTo("$.approvals");
          assertThat(flaw.message()).contains("the limits of the bands ascend");
        });
  }

  @Test
  void what_is_no_policy_is_named_with_its_place() {
    assertThat(flawed("{")).extracting(PolicyFlaw::path).containsExactly("$");
    assertThat(flawed(STANDARD.replace("\"method\":\"PRICE\"", "\"method\":\"PRIZE\"")))
        .extracting(PolicyFlaw::path)
        .containsExactly("$.products[0].repayment.method");
    assertThat(flawed(STANDARD.replace("\"zone\":\"Z\"", "\"zone\":\"Mars/Base\"")))
        .extracting(PolicyFlaw::path)
        .containsExactly("$.calendar.zone");
  }

  private static List<PolicyFlaw> flawed(String json) {
    assertThat(json).isNotEqualTo(STANDARD);
    return switch (PolicyReview.read(json)) {
      case PolicyReview.Flawed flawed -> flawed.flaws();
      case PolicyReview.Sound sound -> throw new AssertionError("sound: " + json);
    };
  }
}
