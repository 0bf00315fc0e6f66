package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.CreditStatus;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.Annuity;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/** A proposal with its facts and exact figures: what the checks look at. */
public record Subject(
    Proposal proposal,
    Facts facts,
    Fraction score,
    Fraction confidence,
    Fraction debtToIncomePercent,
    Optional<Fraction> loanToValuePercent,
    Money monthlyPayment,
    Money monthlyDebt,
    EngineVersion engine) {
  private static final Fraction ALL = new Fraction(100, 1);

  public static Subject of(
      Proposal proposal, RepaymentTerms terms, Facts facts, Scorecard scorecard, LocalDate day) {
    return of(EngineVersion.CURRENT, proposal, terms, facts, scorecard, day);
  }

  static Subject of(
      EngineVersion engine,
      Proposal proposal,
      RepaymentTerms terms,
      Facts facts,
      Scorecard scorecard,
      LocalDate day) {
    if (proposal.property().isPresent() != facts.has(FactKey.PROPERTY_VALUE)) {
      throw new IllegalArgumentException("the value of a property belongs to a proposal with one");
    }
    var applicant = proposal.applicant();
    var score = scorecard.score(applicant, day);
    var payment = engine.monthlyPayment(terms, proposal.amount(), proposal.termMonths());
    var debt = payment.plus(ongoing(applicant, payment));
    return new Subject(
        proposal,
        facts,
        score,
        scorecard.confidence(score, applicant),
        debtToIncome(debt, applicant.grossMonthlyIncome()),
        loanToValue(proposal.amount(), facts.of(FactKey.PROPERTY_VALUE)),
        payment,
        debt,
        engine);
  }

  private static Money ongoing(ApplicantProfile applicant, Money like) {
    var sum = Money.ofMinor(0, like.currency());
    for (var credit : applicant.existingCredits()) {
      if (credit.status() == CreditStatus.ONGOING) {
        sum =
            sum.plus(Annuity.instalment(credit.amount(), credit.annualRate(), credit.termMonths()));
      }
    }
    return sum;
  }

  /** Capped at 100; without an income any debt takes all of it. */
  private static Fraction debtToIncome(Money debt, Money income) {
    return debt.compareTo(income) >= 0 ? ALL : percent(debt, income);
  }

  private static Optional<Fraction> loanToValue(Money amount, Fact<Money> value) {
    return switch (value) {
      case Fact.Known<Money> known -> Optional.of(percent(amount, known.answer()));
      case Fact.Undetermined<Money> unknown -> Optional.empty();
    };
  }

  private static Fraction percent(Money part, Money whole) {
    if (!part.currency().equals(whole.currency())) {
      throw new IllegalArgumentException(part + " and " + whole + " are of different currencies");
    }
    return new Fraction(Math.multiplyExact(part.minorUnits(), 100), whole.minorUnits());
  }

  /** A score or a share as a check shows it beside the limit that it was held against. */
  public Measure measured(Fraction value, Figure limit) {
    return engine.measured(value, limit);
  }

  private Optional<Fraction> uncappedShare() {
    var income = proposal.applicant().grossMonthlyIncome();
    return income.isZero() ? Optional.empty() : Optional.of(percent(monthlyDebt, income));
  }

  /** The figures as they are shown, rounded. */
  public Figures figures() {
    return new Figures(
        score.rounded(),
        confidence.rounded(),
        debtToIncomePercent.rounded(),
        engine.kept(uncappedShare()),
        loanToValuePercent.map(Fraction::rounded),
        monthlyPayment,
        monthlyDebt);
  }
}
