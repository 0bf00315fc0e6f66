package dev.countersign.domain.credit.analysis;

import static dev.countersign.domain.credit.analysis.SomeFacts.blameless;
import static dev.countersign.domain.credit.analysis.SomeFacts.bureauSilent;
import static dev.countersign.domain.credit.analysis.SomeFacts.rated;
import static dev.countersign.domain.credit.analysis.SomeFacts.restricted;
import static dev.countersign.domain.credit.analysis.SomeFacts.withoutRating;
import static dev.countersign.domain.credit.proposal.AProposal.aMortgage;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.analysis.Analysis.Outcome;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.proposal.Proposals;
import dev.countersign.domain.credit.repayment.DueDates;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.AnnualRate;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RuleSetTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final RepaymentTerms TERMS =
      new RepaymentTerms(
          RepaymentMethod.PRICE, AnnualRate.ofPercent("3.24"), new DueDates.Monthly());
  private static final RuleSet STANDARD = StandardPolicy.get().rules();

  @Test
  void when_every_check_passes_the_request_goes_on_to_people() {
    var proposal = aProposal().build();

    var analysis = analyse(STANDARD, proposal, blameless(proposal));

    assertThat(analysis.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(analysis.reasons()).isEmpty();
    assertThat(analysis.hasFailed()).isFalse();
  }

  @Test
  void any_failure_declines_and_is_the_only_reason_given() {
    var proposal = aProposal().earning("1999.99").build();

    var analysis =
        analyse(STANDARD, proposal, bureauSilent(ReasonCode.SOURCE_UNAVAILABLE, proposal));

    assertThat(analysis.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(analysis.hasFailed()).isTrue();
    assertThat(analysis.reasons())
        .extracting(Finding::code)
        .containsExactly(ReasonCode.INCOME_BELOW_MINIMUM);
  }

  @Test
  void what_could_not_be_found_out_is_left_to_people_with_the_doubt_shown() {
    var proposal = aProposal().build();

    var analysis = analyse(STANDARD, proposal, bureauSilent(ReasonCode.SOURCE_TIMED_OUT, proposal));

    assertThat(analysis.outcome()).isEqualTo(Outcome.IN_DOUBT);
    assertThat(analysis.hasFailed()).isFalse();
    assertThat(analysis.reasons())
        .extracting(Finding::check)
        .containsExactly("bureau-restriction", "rating");
  }

  @Test
  void a_breach_that_refers_is_a_doubt() {
    var rules =
        new RuleSet(
            STANDARD.scorecard(),
            List.of(new Check.MinimumRating(600, Breach.REFER)),
            OnUnavailable.DECLINE);
    var proposal = aProposal().build();

    assertThat(analyse(rules, proposal, rated(599, proposal)).outcome())
        .isEqualTo(Outcome.IN_DOUBT);
    assertThat(analyse(rules, proposal, rated(600, proposal)).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void a_policy_may_decline_what_could_not_be_found_out() {
    var cautious = new RuleSet(STANDARD.scorecard(), STANDARD.checks(), OnUnavailable.DECLINE);
    var proposal = aProposal().build();

    var analysis = analyse(cautious, proposal, withoutRating(proposal));

    assertThat(analysis.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(analysis.reasons())
        .extracting(Finding::code)
        .containsExactly(ReasonCode.RATING_MISSING);
  }

  @Test
  void every_finding_is_kept_in_the_order_of_the_policy_also_after_a_failure() {
    var proposal = aMortgage().build();

    assertThat(analyse(STANDARD, proposal, restricted(proposal)).findings())
        .extracting(Finding::check)
        .containsExactly(
            "bureau-restriction",
            "rating",
            "income",
            "debt-to-income",
            "confidence",
            "loan-to-value");
  }

  @Test
  void the_figures_of_a_mortgage_are_shown_to_four_decimals() {
    var proposal = aMortgage().of("200000.00").over(240).securedBy("260000.00").build();

    var figures = analyse(STANDARD, proposal, blameless(proposal)).figures();

    assertThat(figures.monthlyPayment()).isEqualTo(euros("1133.38"));
    assertThat(figures.debtToIncomePercent()).hasToString("22.6676");
    assertThat(figures.loanToValuePercent()).contains(Figure.of("76.9231"));
    assertThat(figures.creditScore()).hasToString("29.2308");
    assertThat(figures.confidence()).hasToString("40.6154");
  }

  @Test
  void no_two_checks_have_one_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new RuleSet(
                STANDARD.scorecard(),
                List.of(
                    new Check.MinimumRating(600, Breach.FAIL),
                    new Check.MinimumRating(700, Breach.REFER)),
                OnUnavailable.REFER))
        .withMessage("two checks have the name rating");
  }

  @Property
  void the_outcome_is_what_its_worst_finding_says(
      @ForAll("proposals") Proposal proposal, @ForAll Fate bureau) {
    var analysis = analyse(STANDARD, proposal, bureau.of(proposal));

    var results = analysis.findings().stream().map(Finding::result).toList();
    assertThat(analysis.outcome())
        .isEqualTo(
            results.contains(Result.FAIL)
                ? Outcome.DECLINED
                : results.contains(Result.UNAVAILABLE) ? Outcome.IN_DOUBT : Outcome.PASSED);
    assertThat(analysis.reasons().isEmpty()).isEqualTo(analysis.outcome() == Outcome.PASSED);
    assertThat(analysis.findings())
        .filteredOn(finding -> finding.measured().isEmpty())
        .allMatch(finding -> finding.result() == Result.UNAVAILABLE);
  }

  @Property
  void the_same_facts_give_the_same_analysis(
      @ForAll("proposals") Proposal proposal, @ForAll Fate bureau) {
    var first = analyse(STANDARD, proposal, bureau.of(proposal));

    assertThat(analyse(StandardPolicy.get().rules(), proposal, bureau.of(proposal)))
        .isEqualTo(first);
  }

  @Property
  void figures_keep_to_their_ranges(@ForAll("proposals") Proposal proposal) {
    var figures = analyse(STANDARD, proposal, blameless(proposal)).figures();

    assertThat(figures.creditScore()).isBetween(Figure.of("0"), Figure.of("100"));
    assertThat(figures.confidence()).isBetween(Figure.of("7.5"), Figure.of("76"));
    assertThat(figures.debtToIncomePercent()).isBetween(Figure.of("0"), Figure.of("100"));
    assertThat(figures.monthlyDebt()).isGreaterThanOrEqualTo(figures.monthlyPayment());
  }

  @Provide
  Arbitrary<Proposal> proposals() {
    return Proposals.any();
  }

  /** What becomes of the question to the bureau. */
  enum Fate {
    BLAMELESS,
    RESTRICTED,
    POORLY_RATED,
    NOT_RATED,
    SILENT;

    Facts of(Proposal proposal) {
      return switch (this) {
        case BLAMELESS -> blameless(proposal);
        case RESTRICTED -> restricted(proposal);
        case POORLY_RATED -> rated(599, proposal);
        case NOT_RATED -> withoutRating(proposal);
        case SILENT -> bureauSilent(ReasonCode.SOURCE_UNAVAILABLE, proposal);
      };
    }
  }

  private static Analysis analyse(RuleSet rules, Proposal proposal, Facts facts) {
    return rules.analyse(proposal, TERMS, facts, TODAY);
  }
}
