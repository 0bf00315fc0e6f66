package dev.countersign.domain.credit.policy;

import static dev.countersign.domain.credit.proposal.AProposal.EUR;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.approval.ApprovalMatrix;
import dev.countersign.domain.credit.approval.ApprovalMatrix.Band;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditPolicyTest {
  private static final CreditPolicy STANDARD = StandardPolicy.get();
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Money DOLLARS = Money.of("10.00", Currency.getInstance("USD"));
  private static final Product CONSUMER =
      STANDARD.product(new ProductCode("CONSUMER")).orElseThrow();

  @ParameterizedTest(name = "{0} has {1} working hours")
  @CsvSource({
    "ANALYST, 2026-03-04T12:00:00Z",
    "MANAGER, 2026-03-05T12:00:00Z",
    "DIRECTOR, 2026-03-09T12:00:00Z",
  })
  void a_stage_decides_within_its_working_hours(Stage stage, Instant deadline) {
    assertThat(STANDARD.decideBy(stage, Instant.parse("2026-03-02T12:00:00Z"))).isEqualTo(deadline);
  }

  @Test
  void time_reminds_a_stage_then_escalates_it_then_ends_the_request() {
    assertThat(STANDARD.escalationPlan(Stage.ANALYST, NOON))
        .containsExactly(
            new Due(EscalationStep.REMIND, Instant.parse("2026-03-03T16:00:00Z")),
            new Due(EscalationStep.ESCALATE, STANDARD.decideBy(Stage.ANALYST, NOON)),
            new Due(EscalationStep.EXPIRE, Instant.parse("2026-03-06T12:00:00Z")));
  }

  @Test
  void there_is_nobody_to_escalate_the_highest_stage_to() {
    assertThat(STANDARD.escalationPlan(Stage.DIRECTOR, NOON))
        .containsExactly(
            new Due(EscalationStep.REMIND, Instant.parse("2026-03-06T12:00:00Z")),
            new Due(EscalationStep.EXPIRE, Instant.parse("2026-03-16T12:00:00Z")));
  }

  @Test
  void without_an_escalation_the_deadline_ends_the_request() {
    assertThat(policy("one", 16).escalationPlan(Stage.ANALYST, NOON))
        .containsExactly(new Due(EscalationStep.EXPIRE, STANDARD.decideBy(Stage.ANALYST, NOON)));
  }

  @ParameterizedTest
  @CsvSource({"16, 32", "17, 32", "12, 16", "12, 15"})
  void a_reminder_comes_before_the_deadline_and_the_end_after_it(int remind, int expire) {
    var escalation =
        new Escalation(
            Map.of(Stage.ANALYST, remind, Stage.MANAGER, 16, Stage.DIRECTOR, 32),
            Map.of(Stage.ANALYST, expire, Stage.MANAGER, 48, Stage.DIRECTOR, 80));

    assertRefused(
        "a stage is reminded before its deadline and expires after it: ANALYST",
        () -> policy("one", 16, Optional.of(escalation)));
  }

  @Test
  void an_escalation_has_countable_hours_for_every_stage() {
    var all = STANDARD.escalation().orElseThrow();
    var noDirector = Map.of(Stage.ANALYST, 1, Stage.MANAGER, 1);
    var never = Map.of(Stage.ANALYST, 1, Stage.MANAGER, 1, Stage.DIRECTOR, 10_001);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Escalation(noDirector, all.expireAfterHours()))
        .withMessageStartingWith("every stage needs its hours");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Escalation(all.remindAfterHours(), noDirector))
        .withMessageStartingWith("every stage needs its hours");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Escalation(all.remindAfterHours(), never))
        .withMessage("working hours are 1 to 10,000: 10001");
  }

  @Test
  void an_applicant_answers_within_ten_working_days() {
    assertThat(STANDARD.answerBy(Instant.parse("2026-03-02T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-16T12:00:00Z"));
  }

  @Test
  void a_policy_is_named_by_its_version_and_the_hash_of_its_text() {
    assertThat(STANDARD.ref()).isEqualTo(new PolicyRef("standard-2", CanonicalJson.hash(STANDARD)));
    assertThat(policy("standard-2", 17).ref().hash()).isNotEqualTo(STANDARD.ref().hash());
  }

  @Test
  void two_products_have_two_codes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(List.of(CONSUMER, CONSUMER)))
        .withMessage("two products have the code CONSUMER");
  }

  @Test
  void every_amount_of_a_policy_is_in_its_currency() {
    var inDollars =
        new Product(
            new ProductCode("OTHER"), DOLLARS, 12, CONSUMER.repayment(), false, Stage.ANALYST);
    var incomeInDollars =
        new RuleSet(
            STANDARD.rules().scorecard(),
            List.of(new Check.MinimumIncome(DOLLARS, Breach.FAIL)),
            STANDARD.rules().onUnavailable());
    var bandInDollars =
        new ApprovalMatrix(
            List.of(new Band(DOLLARS, Route.of(Stage.ANALYST))), Route.of(Stage.ANALYST));
    var hours = STANDARD.decideWithinHours();

    assertRefused("10.00 USD is not in EUR", () -> policy(List.of(CONSUMER, inDollars)));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(DOLLARS, 18, STANDARD.rules(), STANDARD.approvals(), hours, 80, 2_000));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(euros("1.00"), 18, incomeInDollars, STANDARD.approvals(), hours, 80, 2_000));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(euros("1.00"), 18, STANDARD.rules(), bandInDollars, hours, 80, 2_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 131})
  void the_least_age_is_a_human_one(int years) {
    assertRefused(
        "the least age is 0 to 130 years: " + years,
        () -> policy(years, STANDARD.decideWithinHours(), 80, 2_000));
  }

  @Test
  void every_stage_needs_a_deadline() {
    var noDirector = Map.of(Stage.ANALYST, 1, Stage.MANAGER, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(18, noDirector, 80, 2_000))
        .withMessageStartingWith("every stage needs a deadline");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void a_deadline_that_cannot_be_counted_is_refused_with_the_policy(int hours) {
    var decideWithin = Map.of(Stage.ANALYST, 1, Stage.MANAGER, hours, Stage.DIRECTOR, 1);

    assertRefused(
        "working hours are 1 to 10,000: " + hours, () -> policy(18, decideWithin, 80, 2_000));
    assertRefused(
        "working hours are 1 to 10,000: " + hours,
        () -> policy(18, STANDARD.decideWithinHours(), hours, 2_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60_001})
  void a_source_has_up_to_a_minute(int millis) {
    assertRefused(
        "a source has 1 to 60,000 ms: " + millis,
        () -> policy(18, STANDARD.decideWithinHours(), 80, millis));
  }

  @Test
  void a_version_has_1_to_50_characters() {
    assertThat(policy("x".repeat(50), 16).version()).hasSize(50);
    assertRefused("a policy's version has 1 to 50 characters", () -> policy(" ", 16));
    assertRefused("a policy's version has 1 to 50 characters", () -> policy("x".repeat(51), 16));
  }

  @ParameterizedTest
  @CsvSource({"0.00, 12, amount must be above zero", "1.00, 0, 600 months", "1.00, 601, 600"})
  void a_product_has_an_amount_and_a_term(String most, int longest, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Product(
                CONSUMER.code(), euros(most), longest, CONSUMER.repayment(), false, Stage.ANALYST))
        .withMessageStartingWith("CONSUMER: ")
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1", "130, 10000, 60000, 600"})
  void the_limits_themselves_are_allowed(int years, int hours, int millis, int months) {
    assertThat(policy(years, STANDARD.decideWithinHours(), hours, millis).minimumAgeYears())
        .isEqualTo(years);
    var product =
        new Product(
            CONSUMER.code(), euros("0.01"), months, CONSUMER.repayment(), false, Stage.ANALYST);
    assertThat(product.maximumTermMonths()).isEqualTo(months);
  }

  @Test
  void nobody_changes_a_policy_afterwards() {
    var products = new ArrayList<>(STANDARD.products());
    var policy = policy(products);

    products.clear();

    assertThat(policy.products()).hasSize(6);
  }

  private static void assertRefused(String why, Supplier<CreditPolicy> making) {
    assertThatIllegalArgumentException().isThrownBy(making::get).withMessage(why);
  }

  private static CreditPolicy policy(String version, int analystHours) {
    return policy(version, analystHours, Optional.empty());
  }

  private static CreditPolicy policy(
      String version, int analystHours, Optional<Escalation> escalation) {
    return new CreditPolicy(
        version,
        EUR,
        STANDARD.minimumAmount(),
        18,
        STANDARD.products(),
        STANDARD.rules(),
        STANDARD.approvals(),
        Map.of(Stage.ANALYST, analystHours, Stage.MANAGER, 24, Stage.DIRECTOR, 40),
        80,
        escalation,
        STANDARD.calendar(),
        2_000);
  }

  private static CreditPolicy policy(List<Product> products) {
    return new CreditPolicy(
        "one",
        EUR,
        STANDARD.minimumAmount(),
        18,
        products,
        STANDARD.rules(),
        STANDARD.approvals(),
        STANDARD.decideWithinHours(),
        80,
        Optional.empty(),
        STANDARD.calendar(),
        2_000);
  }

  private static CreditPolicy policy(
      int years, Map<Stage, Integer> decideWithin, int answerWithin, int millis) {
    return policy(
        STANDARD.minimumAmount(),
        years,
        STANDARD.rules(),
        STANDARD.approvals(),
        decideWithin,
        answerWithin,
        millis);
  }

  private static CreditPolicy policy(
      Money minimum,
      int years,
      RuleSet rules,
      ApprovalMatrix approvals,
      Map<Stage, Integer> decideWithin,
      int answerWithin,
      int millis) {
    return new CreditPolicy(
        "one",
        EUR,
        minimum,
        years,
        STANDARD.products(),
        rules,
        approvals,
        decideWithin,
        answerWithin,
        Optional.empty(),
        STANDARD.calendar(),
        millis);
  }
}
