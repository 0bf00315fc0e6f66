package dev.countersign.domain.credit.policy;

import static dev.countersign.domain.credit.proposal.AProposal.EUR;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.calendar.Calendars;
import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Check.Breach;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.RuleSet;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.approval.Stages;
import dev.countersign.domain.credit.proposal.Proposals;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The standard policy with a part exchanged, by a test's hand or by chance. */
@SuppressWarnings("exports") // only tests see it
public final class Policies {
  private static final CreditPolicy STANDARD = StandardPolicy.get();

  private Policies() {}

  public static CreditPolicy standard(BusinessCalendar calendar) {
    return policy(STANDARD.version(), STANDARD.rules(), 16, calendar);
  }

  public static CreditPolicy standard(OnUnavailable onUnavailable) {
    var rules = STANDARD.rules();
    return policy(
        STANDARD.version(),
        new RuleSet(rules.scorecard(), rules.checks(), onUnavailable),
        16,
        STANDARD.calendar());
  }

  /** Every product under these terms. */
  public static CreditPolicy lending(RepaymentTerms terms) {
    return lending(terms, STANDARD.rules(), STANDARD.calendar());
  }

  /** Every product under these terms, by these rules, in the days of this calendar. */
  public static CreditPolicy lending(
      RepaymentTerms terms, RuleSet rules, BusinessCalendar calendar) {
    return new CreditPolicy(
        STANDARD.version(),
        STANDARD.currency(),
        STANDARD.minimumAmount(),
        STANDARD.minimumAgeYears(),
        STANDARD.products().stream()
            .map(product ->
                new Product(
                    product.code(),
                    product.maximumAmount(),
                    product.maximumTermMonths(),
                    terms,
                    product.needsProperty(),
                    product.approvedAtLeastBy()))
            .toList(),
        rules,
        STANDARD.approvals(),
        STANDARD.stages(),
        STANDARD.answerWithinHours(),
        calendar,
        STANDARD.sourceTimeoutMillis());
  }

  public static Arbitrary<CreditPolicy> any() {
    return Combinators.combine(
            Proposals.texts(50),
            rules(),
            Arbitraries.integers().between(1, 10_000),
            Calendars.any())
        .as(Policies::policy);
  }

  private static Arbitrary<RuleSet> rules() {
    var breaches = Arbitraries.of(Breach.class);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.longs().between(0, 100_000_000).map(cents -> Money.ofMinor(cents, EUR)),
            Arbitraries.longs().between(0, 1_000_000).map(Figure::new),
            breaches,
            breaches,
            Arbitraries.of(OnUnavailable.class))
        .as((rating, income, percent, one, other, onUnavailable) ->
            new RuleSet(
                STANDARD.rules().scorecard(),
                List.of(
                    new Check.MinimumConfidence(percent, one),
                    new Check.MaximumDebtToIncome(percent, other),
                    STANDARD.rules().checks().getLast(),
                    new Check.MinimumIncome(income, one),
                    new Check.MinimumRating(rating, other),
                    new Check.BureauRestriction(one)),
                onUnavailable));
  }

  /** As long as there are hours to remind before, and to expire after. */
  private static Optional<StageRules.Escalation> escalatingFrom(int analystHours) {
    return 1 < analystHours && analystHours < 10_000
        ? Optional.of(new StageRules.Escalation(analystHours - 1, analystHours + 1))
        : Optional.empty();
  }

  /** The standard ones, with other hours for the lowest. */
  static Stages stages(int analystHours, Optional<StageRules.Escalation> escalation) {
    var lines = new ArrayList<>(STANDARD.stages().value());
    lines.set(0, new StageRules(StandardPolicy.ANALYST, Role.ANALYST, analystHours, escalation));
    return new Stages(lines);
  }

  private static CreditPolicy policy(
      String version, RuleSet rules, int analystHours, BusinessCalendar calendar) {
    return new CreditPolicy(
        version,
        STANDARD.currency(),
        STANDARD.minimumAmount(),
        STANDARD.minimumAgeYears(),
        STANDARD.products(),
        rules,
        STANDARD.approvals(),
        stages(analystHours, escalatingFrom(analystHours)),
        STANDARD.answerWithinHours(),
        calendar,
        STANDARD.sourceTimeoutMillis());
  }
}
