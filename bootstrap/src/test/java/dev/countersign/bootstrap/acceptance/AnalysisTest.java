package dev.countersign.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The numbers of the default policy. */
class AnalysisTest extends AcceptanceTest {
  /** The finding of a check whose name begins with this. */
  private static JsonNode finding(JsonNode analysis, String check) {
    return analysis
        .path("findings")
        .valueStream()
        .filter(f -> f.path("check").asString().toLowerCase(Locale.ROOT).startsWith(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError(check + " in " + analysis));
  }

  private static String result(JsonNode analysis, String check) {
    return finding(analysis, check).path("result").asString();
  }

  private static JsonNode analysisOf(Draft draft) throws Exception {
    return Filed.by(ada, draft).analysis();
  }

  private static void assertDeclined(Draft draft, String check) throws Exception {
    var filed = Filed.by(ada, draft);
    assertThat(result(filed.analysis(), check)).isEqualTo("FAIL");
    assertThat(filed.status()).isEqualTo("DECLINED");
    var code = finding(filed.analysis(), check).path("code").asString();
    assertThat(filed.seen().path("reasons").valueStream().map(r -> r.path("code").asString()))
        .contains(code);
  }

  private static void assertPassed(Draft draft, String check) throws Exception {
    var filed = Filed.by(ada, draft);
    assertThat(result(filed.analysis(), check)).isEqualTo("PASS");
    assertThat(filed.status()).isEqualTo("IN_APPROVAL");
  }

  @Test
  void everything_that_was_measured_is_shown() throws Exception {
    var filed = Filed.by(ada, Draft.of("MORTGAGE").amount("200000.00").over(240));

    var analysis = filed.analysis();

    assertThat(analysis.path("revision").asInt()).isPositive();
    assertThat(analysis.path("outcome").asString("")).isNotBlank();
    assertThat(Instant.parse(analysis.path("analysedAt").asString()))
        .isAfterOrEqualTo(Instant.parse(filed.seen().path("submittedAt").asString()));
    assertThat(analysis.path("policy")).isEqualTo(filed.seen().path("policy"));
    assertThat(analysis.path("findings")).hasSize(6);
    assertThat(analysis.path("findings").valueStream())
        .allSatisfy(finding -> {
          assertThat(finding.path("check").asString("")).isNotBlank();
          assertThat(finding.path("result").asString("")).isEqualTo("PASS");
          assertThat(finding.path("code").asString("")).matches("[a-z0-9]+(-[a-z0-9]+)*");
          assertThat(finding.path("source").asString("")).isNotBlank();
          assertThat(finding.path("text").asString("")).isNotBlank();
          assertThat(finding.has("measured")).isTrue();
          assertThat(finding.has("limit")).isTrue();
        });
    assertThat(filed.seenBy(ana)).isNotNull();
    assertThat(ana.get(filed.path("analysis")).text())
        .isEqualTo(ada.get(filed.path("analysis")).text());
  }

  @Test
  void what_the_simulated_bureau_says_is_marked_as_simulated() throws Exception {
    var analysis = analysisOf(Draft.consumer());

    assertThat(analysis.path("findings")).hasSize(5);
    assertThat(analysis.path("findings").valueStream())
        .filteredOn(f -> f.path("source").asString().toLowerCase(Locale.ROOT).contains("simula"))
        .hasSize(2)
        .extracting(f -> f.path("check").asString().toLowerCase(Locale.ROOT))
        .anySatisfy(check -> assertThat(check).contains("restriction"))
        .anySatisfy(check -> assertThat(check).contains("rating"));
  }

  @ParameterizedTest
  @CsvSource({
    "MORTGAGE, 200000.00, 240, 1133.38",
    "PERSONAL, 100000.00, 120, 976.73",
    "CONSUMER, 1000.00, 12, 84.80",
  })
  void the_monthly_payment_is_that_of_equal_instalments(
      String product, String amount, int months, String payment) throws Exception {
    var analysis = analysisOf(Draft.of(product).amount(amount).over(months));

    assertThat(number(analysis.path("monthlyPayment"))).isEqualTo(payment);
  }

  private static Draft aged(Draft draft, int years) {
    return draft.with("applicant.dateOfBirth", today().minusYears(years).toString());
  }

  private static void assertScores(Draft draft, String score, String employed, String unemployed)
      throws Exception {
    var analysis = analysisOf(draft);
    assertRounded(analysis.path("creditScore"), score);
    assertRounded(analysis.path("confidence"), employed);
    var without = analysisOf(draft.with("applicant.workStatus", "UNEMPLOYED"));
    assertRounded(without.path("creditScore"), score);
    assertRounded(without.path("confidence"), unemployed);
  }

  /** To as many places as the table has. */
  private static void assertRounded(JsonNode measured, String expected) {
    var wanted = new BigDecimal(expected);
    assertThat(number(measured).setScale(wanted.scale(), RoundingMode.HALF_UP)).isEqualTo(wanted);
  }

  @Test
  void scores_and_confidence_follow_the_history() throws Exception {
    assertScores(aged(Draft.consumer(), 30), "30.7692", "41.385", "23.885");
    assertScores(aged(Draft.consumer(), 65), "20.0000", "36.000", "18.500");
    assertScores(Draft.withHistory("COMPLETED", 12, "ON_TIME"), "56.5385", "54.269", "36.769");
    assertScores(Draft.withHistory("CANCELLED", 5, "NEVER"), "4.1667", "28.083", "10.583");
  }

  @Test
  void a_late_payment_counts_in_the_total_alone() throws Exception {
    // total = 1 credit + 4 payments; pos = 0.5 / 5, neg = 1
    var analysis = analysisOf(Draft.withHistory("COMPLETED", 4, "LATE"));

    assertRounded(analysis.path("creditScore"), "55.0000");
  }

  @Test
  void a_confidence_below_thirty_declines_and_thirty_passes() throws Exception {
    var thirty =
        aged(Draft.consumer(), 65)
            .with("applicant.workStatus", "SELF_EMPLOYED")
            .with("applicant.dependents", 10);

    assertThat(number(analysisOf(thirty).path("confidence"))).isEqualByComparingTo("30");
    assertPassed(thirty, "confidence");
    assertPassed(thirty.with("applicant.dependents", 11), "confidence");
    assertDeclined(aged(thirty, 66), "confidence");
    assertDeclined(Draft.withHistory("CANCELLED", 5, "NEVER"), "confidence");
  }

  @Test
  void an_income_below_two_thousand_declines_and_two_thousand_passes() throws Exception {
    var draft = Draft.consumer().amount("1000.00").over(12);

    assertPassed(draft.income("2000.00"), "income");
    assertDeclined(draft.income("1999.99"), "income");
    assertThat(number(analysisOf(draft.income("1999.99")).path("debtToIncomePercent")))
        .isCloseTo(new BigDecimal("4.2400"), within(new BigDecimal("0.005")));
  }

  @Test
  void more_than_forty_percent_of_debt_declines_and_forty_passes() throws Exception {
    var draft = Draft.of("MORTGAGE").amount("200000.00").over(240);

    var exactly = analysisOf(draft.income("2833.45"));
    assertThat(number(exactly.path("debtToIncomePercent"))).isEqualByComparingTo("40");
    assertPassed(draft.income("2833.45"), "debt");
    assertDeclined(draft.income("2833.44"), "debt");
  }

  @Test
  void without_income_the_debt_is_all_of_it() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().income("0.00"));

    assertThat(filed.status()).isEqualTo("DECLINED");
    assertThat(number(filed.analysis().path("debtToIncomePercent"))).isEqualByComparingTo("100");
  }

  @Test
  void debt_never_measures_more_than_all_of_the_income() throws Exception {
    var analysis = analysisOf(Draft.consumer().amount("50000.00").over(1).income("2000.00"));

    assertThat(number(analysis.path("debtToIncomePercent"))).isEqualByComparingTo("100");
  }

  @Test
  void ongoing_credits_are_a_debt_and_others_are_not() throws Exception {
    // 976.73 a month of the new one, and 10,000 at 4 % a year over 60 months: 184.17
    var income = "5200.00";
    for (var status : List.of("ONGOING", "COMPLETED", "CANCELLED")) {
      var draft =
          Draft.withHistory(status, 12, "ON_TIME")
              .with("product", "PERSONAL")
              .amount("100000.00")
              .over(120)
              .income(income);

      var measured = number(analysisOf(draft).path("debtToIncomePercent"));

      var payments = new BigDecimal(status.equals("ONGOING") ? "1160.90" : "976.73");
      assertThat(measured)
          .as(status)
          .isCloseTo(
              payments.movePointRight(2).divide(new BigDecimal(income), 4, RoundingMode.HALF_UP),
              within(new BigDecimal("0.005")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60000.00, 60, PASS, excellent",
    "60001.00, 60.001, PASS, good",
    "80000.00, 80, PASS, good",
    "80001.00, 80.001, PASS, fair",
    "90000.00, 90, PASS, fair",
    "90000.01, 90.00001, FAIL, risky",
    "150000.00, 150, FAIL, risky",
  })
  void the_loan_is_held_against_the_value_of_the_property(
      String amount, BigDecimal percent, String result, String grade) throws Exception {
    var draft = Draft.of("MORTGAGE").amount(amount).with("property.value.amount", "100000.00");

    var filed = Filed.by(ada, draft);

    var analysis = filed.analysis();
    assertThat(number(analysis.path("loanToValuePercent")))
        .isCloseTo(percent, within(new BigDecimal("0.005")));
    assertThat(result(analysis, "loan")).isEqualTo(result);
    assertThat(finding(analysis, "loan").toString()).containsIgnoringCase(grade);
    assertThat(filed.status()).isEqualTo(result.equals("PASS") ? "IN_APPROVAL" : "DECLINED");
  }

  @Test
  void without_a_property_there_is_no_loan_to_value() throws Exception {
    var analysis = analysisOf(Draft.consumer());

    assertThat(analysis.path("loanToValuePercent").asString("")).isEmpty();
    assertThat(analysis.path("findings").valueStream())
        .noneMatch(f -> f.path("check").asString().startsWith("loan"));
  }

  @Test
  void each_revision_has_an_analysis_of_its_own() throws Exception {
    var filed = Filed.by(ada, Draft.consumer().amount("1000.00").over(12)).referredBy(ana);
    var first = filed.analysis();

    filed = filed.revisedTo(Draft.of("PERSONAL").amount("100000.00").over(120));

    var latest = filed.analysis();
    assertThat(number(first.path("monthlyPayment"))).isEqualTo("84.80");
    assertThat(number(latest.path("monthlyPayment"))).isEqualTo("976.73");
    assertThat(latest.path("revision").asInt()).isGreaterThan(first.path("revision").asInt());
    for (var each : List.of(first, latest)) {
      assertThat(filed.analysis("?revision=" + each.path("revision").asInt())).isEqualTo(each);
    }
    assertProblem(ada.get(filed.path("analysis") + "?revision=999"), 404);
    assertProblem(ada.get(filed.path("analysis") + "?revision=first"), 400);
    assertThat(ada.get(filed.path("analysis") + "?revision=99999999999999999999").status())
        .isIn(400, 404);
    assertThat(ada.get(filed.path("analysis") + "?revision=-1").status()).isIn(400, 404);
  }
}
