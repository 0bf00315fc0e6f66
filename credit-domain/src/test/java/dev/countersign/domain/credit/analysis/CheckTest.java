package dev.countersign.domain.credit.analysis;

import static dev.countersign.domain.credit.analysis.SomeFacts.BUREAU;
import static dev.countersign.domain.credit.analysis.SomeFacts.blameless;
import static dev.countersign.domain.credit.analysis.SomeFacts.bureauSilent;
import static dev.countersign.domain.credit.analysis.SomeFacts.propertyNotValued;
import static dev.countersign.domain.credit.analysis.SomeFacts.rated;
import static dev.countersign.domain.credit.analysis.SomeFacts.restricted;
import static dev.countersign.domain.credit.analysis.SomeFacts.withoutRating;
import static dev.countersign.domain.credit.proposal.AProposal.aMortgage;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.credit;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.Check.LoanToValue;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Grade;
import dev.countersign.domain.credit.analysis.Check.LoanToValue.Quality;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final RuleSet STANDARD = StandardPolicy.get().rules();

  @Test
  void a_recorded_restriction_fails() {
    var proposal = aProposal().build();

    assertThat(finding("bureau-restriction", proposal, restricted(proposal)))
        .isEqualTo(
            new Finding(
                "bureau-restriction",
                Result.FAIL,
                ReasonCode.RESTRICTION_RECORDED,
                Optional.of(new Measure.Recorded(true)),
                new Measure.Recorded(false),
                BUREAU));
  }

  @Test
  void no_restriction_passes() {
    var proposal = aProposal().build();

    assertThat(finding("bureau-restriction", proposal, blameless(proposal)))
        .isEqualTo(
            new Finding(
                "bureau-restriction",
                Result.PASS,
                ReasonCode.NO_RESTRICTION,
                Optional.of(new Measure.Recorded(false)),
                new Measure.Recorded(false),
                BUREAU));
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483648, FAIL, RATING_BELOW_MINIMUM",
    "0, FAIL, RATING_BELOW_MINIMUM",
    "599, FAIL, RATING_BELOW_MINIMUM",
    "600, PASS, RATING_SUFFICIENT",
    "601, PASS, RATING_SUFFICIENT",
    "2147483647, PASS, RATING_SUFFICIENT",
  })
  void a_rating_reaches_600(int rating, Result result, ReasonCode code) {
    var proposal = aProposal().build();

    assertThat(finding("rating", proposal, rated(rating, proposal)))
        .isEqualTo(
            new Finding(
                "rating",
                result,
                code,
                Optional.of(quantity(Integer.toString(rating))),
                quantity("600"),
                BUREAU));
  }

  @Test
  void a_missing_rating_is_not_a_rating_of_zero() {
    var proposal = aProposal().build();

    assertThat(finding("rating", proposal, withoutRating(proposal)))
        .isEqualTo(
            new Finding(
                "rating",
                Result.UNAVAILABLE,
                ReasonCode.RATING_MISSING,
                Optional.empty(),
                quantity("600"),
                BUREAU));
    assertThat(finding("bureau-restriction", proposal, withoutRating(proposal)).result())
        .isEqualTo(Result.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TAX_ID_MISSING", "SOURCE_UNAVAILABLE", "SOURCE_TIMED_OUT", "CHECK_STOPPED"})
  void a_silent_bureau_is_never_a_pass(ReasonCode why) {
    var proposal = aProposal().build();
    var facts = bureauSilent(why, proposal);

    assertThat(finding("bureau-restriction", proposal, facts))
        .isEqualTo(
            new Finding(
                "bureau-restriction",
                Result.UNAVAILABLE,
                why,
                Optional.empty(),
                new Measure.Recorded(false),
                BUREAU));
    assertThat(finding("rating", proposal, facts))
        .isEqualTo(
            new Finding(
                "rating", Result.UNAVAILABLE, why, Optional.empty(), quantity("600"), BUREAU));
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, FAIL, INCOME_BELOW_MINIMUM",
    "1999.99, FAIL, INCOME_BELOW_MINIMUM",
    "2000.00, PASS, INCOME_SUFFICIENT",
    "2000.01, PASS, INCOME_SUFFICIENT",
  })
  void an_income_reaches_2000_a_month(String income, Result result, ReasonCode code) {
    assertThat(finding("income", aProposal().earning(income).build()))
        .isEqualTo(
            new Finding(
                "income",
                result,
                code,
                Optional.of(new Measure.Amount(euros(income))),
                new Measure.Amount(euros("2000.00")),
                "applicant"));
  }

  @ParameterizedTest
  @CsvSource({
    "4000.00, 10000.00, PASS, 40",
    "3999.99, 10000.00, PASS, 39.9999",
    "4000.01, 10000.00, FAIL, 40.0001",
    "4000000.00, 10000000.00, PASS, 40",
    "4000000.01, 10000000.00, FAIL, 40.0000001",
    "10000.00, 10000.00, FAIL, 100",
    "10000.01, 10000.00, FAIL, 100", // never above 100
    "0.01, 0.00, FAIL, 100", // without an income, any debt takes all of it
  })
  void debt_takes_at_most_40_percent_of_the_income(
      String payment, String income, Result result, String shown) {
    var proposal = aProposal().of(payment).over(1).earning(income).build();

    var analysis = STANDARD.analyse(proposal, monthly("0"), blameless(proposal), TODAY);

    assertThat(named("debt-to-income", analysis))
        .isEqualTo(
            new Finding(
                "debt-to-income",
                result,
                result == Result.PASS
                    ? ReasonCode.DEBT_TO_INCOME_ACCEPTABLE
                    : ReasonCode.DEBT_TO_INCOME_ABOVE_MAXIMUM,
                Optional.of(quantity(shown)),
                quantity("40"),
                "applicant"));
    assertThat(analysis.figures().debtToIncomePercent())
        .isEqualTo(((Measure.Quantity) quantity(shown)).figure());
  }

  @Test
  void debt_is_the_new_payment_and_those_of_ongoing_credits_each_from_its_own_terms() {
    var proposal =
        aProposal()
            .of("1000.00")
            .over(12)
            .owing(
                credit(CreditStatus.ONGOING, 48, 0, 0),
                credit(CreditStatus.ONGOING, 0, 0, 0),
                credit(CreditStatus.COMPLETED, 60, 0, 0),
                credit(CreditStatus.CANCELLED, 0, 0, 1))
            .build();

    var figures = analysis(proposal, blameless(proposal)).figures();

    assertThat(figures.monthlyPayment()).isEqualTo(euros("84.80"));
    // 10,000.00 over 60 months at 4 % is 184.17 a month, twice.
    assertThat(figures.monthlyDebt()).isEqualTo(euros("453.14"));
    assertThat(figures.debtToIncomePercent()).isEqualTo(Figure.of("9.0628"));
  }

  @Test
  void a_confidence_of_exactly_30_passes_and_whatever_is_below_fails() {
    // (20 + 0.5 · 80 + 0.2 · (10 − dependents)) / 2 is 30 from ten dependents on.
    var aged65 = aProposal().bornOn("1961-03-02").dependents(10);
    var aged66 = aProposal().bornOn("1960-03-02").dependents(10);
    var work = StandardPolicy.SELF_EMPLOYED;

    assertThat(finding("confidence", aged65.working(work).build()))
        .isEqualTo(
            new Finding(
                "confidence",
                Result.PASS,
                ReasonCode.CONFIDENCE_SUFFICIENT,
                Optional.of(quantity("30")),
                quantity("30"),
                "applicant"));
    assertThat(finding("confidence", aged66.working(work).build()))
        .isEqualTo(
            new Finding(
                "confidence",
                Result.FAIL,
                ReasonCode.CONFIDENCE_BELOW_MINIMUM,
                Optional.of(quantity("29.8462")),
                quantity("30"),
                "applicant"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, PASS, LOAN_TO_VALUE_EXCELLENT, 0, 60",
    "600000.00, PASS, LOAN_TO_VALUE_EXCELLENT, 60, 60",
    "600000.01, PASS, LOAN_TO_VALUE_GOOD, 60, 80",
    "800000.00, PASS, LOAN_TO_VALUE_GOOD, 80, 80",
    "800000.01, PASS, LOAN_TO_VALUE_FAIR, 80, 90",
    "900000.00, PASS, LOAN_TO_VALUE_FAIR, 90, 90",
    "900000.01, FAIL, LOAN_TO_VALUE_RISKY, 90.000001, 90",
    "1000000.00, FAIL, LOAN_TO_VALUE_RISKY, 100, 90",
    "2500000.00, FAIL, LOAN_TO_VALUE_RISKY, 250, 90",
  })
  void a_loan_is_graded_by_its_share_of_the_property(
      String loan, Result result, ReasonCode code, String shown, String limit) {
    assertThat(finding("loan-to-value", aMortgage().of(loan).securedBy("1000000.00").build()))
        .isEqualTo(
            new Finding(
                "loan-to-value",
                result,
                code,
                Optional.of(quantity(shown)),
                quantity(limit),
                "applicant"));
  }

  @Test
  void a_property_nobody_could_value_is_neither_worthless_nor_enough() {
    var proposal = aMortgage().build();
    var analysis = analysis(proposal, propertyNotValued(proposal));

    assertThat(named("loan-to-value", analysis))
        .isEqualTo(
            new Finding(
                "loan-to-value",
                Result.UNAVAILABLE,
                ReasonCode.SOURCE_TIMED_OUT,
                Optional.empty(),
                quantity("90"),
                "valuer"));
    assertThat(analysis.figures().loanToValuePercent()).isEmpty();
  }

  @Test
  void the_value_that_was_found_out_counts_not_the_one_declared() {
    var proposal = aMortgage().of("200000.00").securedBy("1000000.00").build();
    var facts =
        blameless(proposal)
            .with(FactKey.PROPERTY_VALUE, new Fact.Known<>(euros("250000.00"), "valuer"));

    assertThat(named("loan-to-value", analysis(proposal, facts)))
        .isEqualTo(
            new Finding(
                "loan-to-value",
                Result.PASS,
                ReasonCode.LOAN_TO_VALUE_GOOD,
                Optional.of(quantity("80")),
                quantity("80"),
                "valuer"));
  }

  @Test
  void without_a_property_there_is_no_loan_to_value() {
    var proposal = aProposal().build();

    assertThat(analysis(proposal, blameless(proposal)).findings())
        .extracting(Finding::check)
        .containsExactly("bureau-restriction", "rating", "income", "debt-to-income", "confidence");
  }

  @Test
  void facts_about_a_property_belong_to_a_proposal_with_one() {
    var secured = aMortgage().build();
    var unsecured = aProposal().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis(unsecured, blameless(secured)))
        .withMessageContaining("property");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis(secured, blameless(unsecured)))
        .withMessageContaining("property");
  }

  @Test
  void a_property_valued_in_another_currency_is_refused() {
    var proposal = aMortgage().build();
    var dollars = Money.of("260000.00", Currency.getInstance("USD"));
    var facts =
        blameless(proposal).with(FactKey.PROPERTY_VALUE, new Fact.Known<>(dollars, "valuer"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis(proposal, facts))
        .withMessageContaining("different currencies");
  }

  @ParameterizedTest
  @CsvSource({"FAIL, FAIL", "REFER, REFER"})
  void the_policy_says_what_a_breach_leads_to(Breach breach, Result result) {
    var proposal = aMortgage().of("250000.00").earning("100.00").dependents(9).build();
    var subject = subject(proposal, restricted(proposal));
    var none = List.of(new Grade(Figure.of("60"), Quality.GOOD));

    assertThat(
            List.of(
                new Check.BureauRestriction(breach),
                new Check.MinimumRating(701, breach),
                new Check.MinimumIncome(euros("100.01"), breach),
                new Check.MaximumDebtToIncome(Figure.of("99"), breach),
                new Check.MinimumConfidence(Figure.of("90"), breach),
                new LoanToValue(none, breach)))
        .extracting(check -> check.examine(subject).result())
        .containsOnly(result);
  }

  @Test
  void the_grades_of_a_loan_to_value_ascend() {
    var sixty = new Grade(Figure.of("60"), Quality.EXCELLENT);
    var eighty = new Grade(Figure.of("80"), Quality.GOOD);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoanToValue(List.of(eighty, sixty), Breach.FAIL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoanToValue(List.of(sixty, sixty), Breach.FAIL));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoanToValue(List.of(), Breach.FAIL));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void every_finding_reads_as_a_sentence(ReasonCode code) {
    var known =
        new Finding(
            "any",
            Result.PASS,
            code,
            Optional.of(new Measure.Amount(euros("12.50"))),
            quantity("41.385"),
            "any");

    assertThat(known.text()).matches("[A-Z].*\\.").doesNotContain("%m", "%l");
    assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void a_finding_names_what_was_measured_and_its_limit() {
    assertThat(finding("debt-to-income", aProposal().of("1000.00").over(12).build()).text())
        .isEqualTo("Debt takes 1.696 % of the income, within the limit of 40 %.");
    assertThat(finding("income", aProposal().earning("1999.99").build()).text())
        .isEqualTo("The gross monthly income of 1999.99 EUR is below the minimum of 2000.00 EUR.");
  }

  static List<ReasonCode> reasons() {
    return ReasonCode.standard();
  }

  private static Finding finding(String check, Proposal proposal) {
    return finding(check, proposal, blameless(proposal));
  }

  private static Finding finding(String check, Proposal proposal, Facts facts) {
    return named(check, analysis(proposal, facts));
  }

  @ParameterizedTest(name = "{0}, every {1} days: {2} a month, {3} %")
  @CsvSource({
    "PRICE, 0, 2876.80, 37.8526, PASS",
    "FLAT, 0, 3666.67, 48.2457, FAIL",
    "SAC, 0, 3666.67, 48.2457, FAIL",
    "BULLET, 0, 2000.00, 26.3158, PASS",
    "PRICE, 30, 2918.75, 38.4046, PASS",
    "FLAT, 14, 7971.73, 100, FAIL",
    "BULLET, 7, 8696.43, 100, FAIL",
  })
  void debt_to_income_counts_what_the_products_own_schedule_asks_of_a_month(
      RepaymentMethod method, int everyDays, String payment, String share, Result result) {
    var proposal = aProposal().of("100000.00").over(60).earning("7600.00").build();
    var dueDates =
        everyDays == 0 ? new DueDates.Monthly() : new DueDates.EveryDays(everyDays, everyDays);

    var analysis =
        STANDARD.analyse(proposal, terms(method, "24", dueDates), blameless(proposal), TODAY);

    assertThat(analysis.figures().monthlyPayment()).isEqualTo(euros(payment));
    assertThat(named("debt-to-income", analysis))
        .returns(result, Finding::result)
        .returns(Optional.of(quantity(share)), Finding::measured);
  }

  @ParameterizedTest(name = "{0} a month of {1}: {2}")
  @CsvSource({
    "3000.00, 4000.00, 75.0000",
    "4000.00, 4000.00, 100.0000",
    "9000.00, 4000.00, 225.0000",
    "1000000.00, 0.01, 10000000000.0000",
    "1000.00, 0.00,",
  })
  void the_share_is_kept_as_it_is_before_it_is_capped(
      String payment, String income, BigDecimal kept) {
    var proposal = aProposal().of(payment).over(1).earning(income).build();

    var analysis = STANDARD.analyse(proposal, monthly("0"), blameless(proposal), TODAY);

    assertThat(analysis.figures().uncappedDebtToIncomePercent())
        .isEqualTo(Optional.ofNullable(kept));
    assertThat(analysis.figures().debtToIncomePercent()).isLessThanOrEqualTo(Figure.of("100"));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "40.0001, 400001.00, 1000000.00",
    "40.000004, 40000004.00, 100000000.00",
    "41.5, 4150.00, 10000.00",
  })
  void a_share_above_the_limit_is_shown_with_as_many_decimals_as_show_it(
      String shown, String payment, String income) {
    var proposal = aProposal().of(payment).over(1).earning(income).build();

    var analysis = STANDARD.analyse(proposal, monthly("0"), blameless(proposal), TODAY);

    assertThat(named("debt-to-income", analysis).text())
        .isEqualTo("Debt takes " + shown + " % of the income, above the limit of 40 %.");
  }

  @Test
  void a_loan_above_the_last_grade_is_shown_with_as_many_decimals_as_show_it() {
    var proposal = aMortgage().of("90000.01").securedBy("100000.00").build();

    assertThat(named("loan-to-value", analysis(proposal, blameless(proposal))).text())
        .isEqualTo("The loan is 90.00001 % of the property's value: risky, above 90 %.");
  }

  private static Finding named(String check, Analysis analysis) {
    return analysis.findings().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static Analysis analysis(Proposal proposal, Facts facts) {
    return STANDARD.analyse(proposal, monthly("3.24"), facts, TODAY);
  }

  private static Subject subject(Proposal proposal, Facts facts) {
    return Subject.of(proposal, monthly("3.24"), facts, STANDARD.scorecard(), TODAY);
  }

  private static RepaymentTerms monthly(String percentAYear) {
    return terms(RepaymentMethod.PRICE, percentAYear, new DueDates.Monthly());
  }

  private static RepaymentTerms terms(
      RepaymentMethod method, String percentAYear, DueDates dueDates) {
    return new RepaymentTerms(method, AnnualRate.ofPercent(percentAYear), dueDates);
  }

  /** With the decimals beyond four, if there are any. */
  private static Measure quantity(String number) {
    var exactly = new BigDecimal(number);
    return exactly.scale() > 4
        ? new Measure.Quantity(
            Figure.of(exactly.setScale(4, RoundingMode.HALF_UP).toPlainString()),
            Optional.of(exactly))
        : new Measure.Quantity(Figure.of(number));
  }
}
