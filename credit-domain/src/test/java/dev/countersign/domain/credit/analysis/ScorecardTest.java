package dev.countersign.domain.credit.analysis;

import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.credit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.WorkStatus;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScorecardTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final Scorecard STANDARD = StandardPolicy.get().rules().scorecard();

  static Stream<Arguments> histories() {
    return Stream.of(
        arguments("none, age 30", aged(30), "30.7692", "41.385", "23.885"),
        arguments("none, age 65", aged(65), "20.0000", "36.000", "18.500"),
        arguments(
            "1 completed + 12 on time",
            aged(30).owing(credit(CreditStatus.COMPLETED, 12, 0, 0)),
            "56.5385",
            "54.269",
            "36.769"),
        arguments(
            "1 cancelled + 5 never paid",
            aged(30).owing(credit(CreditStatus.CANCELLED, 0, 0, 5)),
            "4.1667",
            "28.083",
            "10.583"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void a_history_gives_its_score_and_confidence(
      String history, AProposal applicant, String score, String employed, String unemployed) {
    assertThat(score(applicant.applicant()).toDecimal()).isEqualByComparingTo(score);
    assertThat(confidence(applicant.working(StandardPolicy.EMPLOYED)).toDecimal())
        .satisfies(it -> assertThat(it.setScale(3, RoundingMode.HALF_UP)).hasToString(employed));
    assertThat(confidence(applicant.working(StandardPolicy.UNEMPLOYED)).toDecimal())
        .satisfies(it -> assertThat(it.setScale(3, RoundingMode.HALF_UP)).hasToString(unemployed));
  }

  @ParameterizedTest
  @CsvSource({
    "EMPLOYED, 36", // (20 + 50 + 2) / 2
    "SELF_EMPLOYED, 31",
    "OTHER, 26",
    "STUDENT, 23.5",
    "RETIRED, 23.5",
    "UNEMPLOYED, 18.5",
  })
  void half_the_work_score_counts_towards_the_confidence(WorkStatus work, String confidence) {
    assertThat(confidence(aged(65).working(work))).isEqualTo(Figure.of(confidence));
  }

  @ParameterizedTest
  @CsvSource({"0, 36", "1, 35.9", "9, 35.1", "10, 35", "11, 35", "2147483647, 35"})
  void each_dependent_costs_a_tenth_of_a_point_up_to_ten(int dependents, String confidence) {
    assertThat(confidence(aged(65).dependents(dependents))).isEqualTo(Figure.of(confidence));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 0, 0, 56.5385",
    "6, 6, 0, 54.2308", // 100 · ((0.6 + 0.5) / 13 + 1) / 2
    "0, 12, 0, 51.9231", // 100 · (0.5 / 13 + 1) / 2
    "0, 0, 12, 10.3846", // 100 · (0.5 / 13 + 1 − 10.8 / 13) / 2
  })
  void a_late_payment_counts_in_the_total_and_nowhere_else(
      int onTime, int late, int never, String score) {
    var applicant = aged(30).owing(credit(CreditStatus.COMPLETED, onTime, late, never));

    assertThat(score(applicant.applicant())).isEqualTo(Figure.of(score));
  }

  @ParameterizedTest
  @CsvSource({
    "ONGOING, 45", // 1 − 0.1
    "COMPLETED, 75", // 0.5 and 1
    "CANCELLED, 0", // 1 − 1
  })
  void a_credit_without_payments_is_a_history_of_one(CreditStatus status, String score) {
    assertThat(score(aged(30).owing(credit(status, 0, 0, 0)).applicant()))
        .isEqualTo(Figure.of(score));
  }

  @Test
  void with_a_history_the_age_does_not_matter() {
    var history = credit(CreditStatus.ONGOING, 3, 0, 0);

    assertThat(score(aged(30).owing(history).applicant()))
        .isEqualTo(score(aged(90).owing(history).applicant()));
  }

  @ParameterizedTest
  @CsvSource({"129, 0.3077", "130, 0", "131, 0", "150, 0"})
  void the_age_counts_up_to_130_years(int age, String score) {
    assertThat(score(aged(age).applicant())).isEqualTo(Figure.of(score));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001})
  void a_weight_is_a_share_of_one(int thousandths) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorecard(thousandths, 130, 10, STANDARD.work().workScores()))
        .withMessageContaining("0 to 1,000 thousandths");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0, 0", "1000, 2147483647, 2147483647, 100"})
  void the_limits_themselves_are_allowed(
      int thousandths, int ageCeiling, int dependentsCeiling, int workScore) {
    var workScores = new HashMap<>(STANDARD.work().workScores());
    workScores.replaceAll((status, standard) -> workScore);

    assertThatCode(() -> scorecard(thousandths, ageCeiling, dependentsCeiling, workScores))
        .doesNotThrowAnyException();
  }

  @Test
  void a_ceiling_below_its_least_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorecard(100, 0, 10, STANDARD.work().workScores()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorecard(100, 130, -1, STANDARD.work().workScores()));
  }

  @Test
  void at_least_one_work_status_has_a_score() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorecard(100, 130, 10, Map.of()))
        .withMessage("at least one work status needs a score");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void a_work_score_is_0_to_100(int score) {
    var workScores = new HashMap<>(STANDARD.work().workScores());
    workScores.replaceAll((status, standard) -> score);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorecard(100, 130, 10, workScores))
        .withMessageStartingWith("a work score is 0 to 100");
  }

  private static Scorecard scorecard(
      int weight, int ageCeiling, int dependentsCeiling, Map<WorkStatus, Integer> workScores) {
    return new Scorecard(
        new Scorecard.History(weight, weight, weight, weight, weight),
        new Scorecard.NoHistory(weight, ageCeiling),
        new Scorecard.Work(weight, workScores),
        new Scorecard.Dependents(weight, dependentsCeiling));
  }

  private static AProposal aged(int years) {
    return aProposal().bornOn(TODAY.minusYears(years).toString());
  }

  private static Figure score(ApplicantProfile applicant) {
    return STANDARD.score(applicant, TODAY).rounded();
  }

  private static Figure confidence(AProposal proposal) {
    var applicant = proposal.applicant();
    return STANDARD.confidence(STANDARD.score(applicant, TODAY), applicant).rounded();
  }
}
