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
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
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
    assertThat(STANDARD.escalationPlan(StandardPolicy.ANALYST, NOON))
        .containsExactly(
            new Due(EscalationStep.REMIND, Instant.parse("2026-03-03T16:00:00Z")),
            new Due(EscalationStep.ESCALATE, STANDARD.decideBy(StandardPolicy.ANALYST, NOON)),
            new Due(EscalationStep.EXPIRE, Instant.parse("2026-03-06T12:00:00Z")));
  }

  @Test
  void there_is_nobody_to_escalate_the_highest_stage_to() {
    assertThat(STANDARD.escalationPlan(StandardPolicy.DIRECTOR, NOON))
        .containsExactly(
            new Due(EscalationStep.REMIND, Instant.parse("2026-03-06T12:00:00Z")),
            new Due(EscalationStep.EXPIRE, Instant.parse("2026-03-16T12:00:00Z")));
  }

  @Test
  void without_an_escalation_the_deadline_ends_the_request() {
    assertThat(policy("one", 16).escalationPlan(StandardPolicy.ANALYST, NOON))
        .containsExactly(
            new Due(EscalationStep.EXPIRE, STANDARD.decideBy(StandardPolicy.ANALYST, NOON)));
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
            new ProductCode("OTHER"),
            DOLLARS,
            12,
            CONSUMER.repayment(),
            false,
            StandardPolicy.ANALYST);
    var incomeInDollars =
        new RuleSet(
            STANDARD.rules().scorecard(),
            List.of(new Check.MinimumIncome(DOLLARS, Breach.FAIL)),
            STANDARD.rules().onUnavailable());
    var bandInDollars =
        new ApprovalMatrix(
            List.of(new Band(DOLLARS, Route.of(StandardPolicy.ANALYST))),
            Route.of(StandardPolicy.ANALYST));
    var stages = STANDARD.stages();

    assertRefused("10.00 USD is not in EUR", () -> policy(List.of(CONSUMER, inDollars)));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(DOLLARS, 18, STANDARD.rules(), STANDARD.approvals(), stages, 80, 2_000));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(euros("1.00"), 18, incomeInDollars, STANDARD.approvals(), stages, 80, 2_000));
    assertRefused(
        "10.00 USD is not in EUR",
        () -> policy(euros("1.00"), 18, STANDARD.rules(), bandInDollars, stages, 80, 2_000));
  }

  @Test
  void every_route_takes_the_policy_s_stages_in_their_order() {
    var unknown = Route.of(new Stage("COMMITTEE"));
    var descending = Route.of(StandardPolicy.MANAGER, StandardPolicy.ANALYST);

    assertRefused(
        "the policy has no stage COMMITTEE", () -> policy(new ApprovalMatrix(List.of(), unknown)));
    assertRefused(
        "the stages of a route ascend: [MANAGER, ANALYST]",
        () -> policy(new ApprovalMatrix(List.of(), descending)));
  }

  @Test
  void a_product_asks_for_no_stage_that_the_policy_does_not_have() {
    var product =
        new Product(
            CONSUMER.code(),
            euros("1.00"),
            12,
            CONSUMER.repayment(),
            false,
            new Stage("COMMITTEE"));

    assertRefused("the policy has no stage COMMITTEE", () -> policy(List.of(product)));
  }

  @Test
  void the_routes_of_the_bands_never_get_shorter() {
    var two = new Band(euros("1.00"), Route.of(StandardPolicy.ANALYST, StandardPolicy.MANAGER));

    assertRefused(
        "a larger amount takes no shorter route",
        () -> policy(new ApprovalMatrix(List.of(two), Route.of(StandardPolicy.ANALYST))));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 131})
  void the_least_age_is_a_human_one(int years) {
    assertRefused(
        "the least age is 0 to 130 years: " + years,
        () -> policy(years, STANDARD.stages(), 80, 2_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void a_deadline_that_cannot_be_counted_is_refused_with_the_policy(int hours) {
    assertRefused(
        "working hours are 1 to 10,000: " + hours,
        () -> policy(18, STANDARD.stages(), hours, 2_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60_001})
  void a_source_has_up_to_a_minute(int millis) {
    assertRefused(
        "a source has 1 to 60,000 ms: " + millis, () -> policy(18, STANDARD.stages(), 80, millis));
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
                CONSUMER.code(),
                euros(most),
                longest,
                CONSUMER.repayment(),
                false,
                StandardPolicy.ANALYST))
        .withMessageStartingWith("CONSUMER: ")
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1", "130, 10000, 60000, 600"})
  void the_limits_themselves_are_allowed(int years, int hours, int millis, int months) {
    assertThat(policy(years, STANDARD.stages(), hours, millis).minimumAgeYears()).isEqualTo(years);
    var product =
        new Product(
            CONSUMER.code(),
            euros("0.01"),
            months,
            CONSUMER.repayment(),
            false,
            StandardPolicy.ANALYST);
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
    return new CreditPolicy(
        version,
        EUR,
        STANDARD.minimumAmount(),
        18,
        STANDARD.products(),
        STANDARD.rules(),
        STANDARD.approvals(),
        Policies.stages(analystHours, Optional.empty()),
        80,
        STANDARD.calendar(),
        2_000);
  }

  private static CreditPolicy policy(ApprovalMatrix approvals) {
    return policy(
        STANDARD.minimumAmount(), 18, STANDARD.rules(), approvals, STANDARD.stages(), 80, 2_000);
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
        STANDARD.stages(),
        80,
        STANDARD.calendar(),
        2_000);
  }

  private static CreditPolicy policy(int years, Stages stages, int answerWithin, int millis) {
    return policy(
        STANDARD.minimumAmount(),
        years,
        STANDARD.rules(),
        STANDARD.approvals(),
        stages,
        answerWithin,
        millis);
  }

  private static CreditPolicy policy(
      Money minimum,
      int years,
      RuleSet rules,
      ApprovalMatrix approvals,
      Stages stages,
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
        stages,
        answerWithin,
        STANDARD.calendar(),
        millis);
  }
}
