package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.canonical.CanonicalForm;
import dev.countersign.domain.canonical.Form;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.money.Money;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One rule of the analysis: a pure value of the policy, facts in, finding out. A limit itself
 * always passes. A breach either declines the request or refers it to people, as the policy says.
 *
 * <p>Kinds of check are records. Those that are not listed here come with an {@link
 * AnalysisExtension}.
 */
@CanonicalForm(Check.AsKind.class)
public interface Check {
  /** The stable name under which findings are kept, such as {@code debt-to-income}. */
  String name();

  /** Whether there is something to examine in a proposal; where not, there is no finding. */
  default boolean appliesTo(Proposal proposal) {
    return true;
  }

  /** The amounts it holds, which are in the policy's currency. */
  default List<Money> amounts() {
    return List.of();
  }

  /** What this check finds in a subject it applies to. */
  Finding examine(Subject subject);

  /** No restriction may be on record with the credit bureau. */
  record BureauRestriction(Breach onBreach) implements Check {
    private static final Measure NONE = new Measure.Recorded(false);
    private static final Optional<Measure> RECORDED = Optional.of(new Measure.Recorded(true));
    private static final Optional<Measure> NOT_RECORDED = Optional.of(NONE);

    @Override
    public String name() {
      return "bureau-restriction";
    }

    @Override
    public Finding examine(Subject subject) {
      return switch (subject.facts().of(FactKey.BUREAU)) {
        case Fact.Undetermined<BureauReport> unknown -> Finding.unavailable(this, unknown, NONE);
        case Fact.Known<BureauReport> report ->
            report.answer().restricted()
                ? Finding.breach(
                    this,
                    onBreach,
                    ReasonCode.RESTRICTION_RECORDED,
                    RECORDED,
                    NONE,
                    report.source())
                : Finding.pass(
                    this, ReasonCode.NO_RESTRICTION, NOT_RECORDED, NONE, report.source());
      };
    }
  }

  /** The bureau's rating reaches a minimum. */
  record MinimumRating(int minimum, Breach onBreach) implements Check {
    @Override
    public String name() {
      return "rating";
    }

    @Override
    public Finding examine(Subject subject) {
      var limit = rating(minimum);
      return switch (subject.facts().of(FactKey.BUREAU)) {
        case Fact.Undetermined<BureauReport> unknown -> Finding.unavailable(this, unknown, limit);
        case Fact.Known<BureauReport> report -> {
          if (report.answer().rating().isEmpty()) {
            yield Finding.unavailable(this, ReasonCode.RATING_MISSING, limit, report.source());
          }
          int rating = report.answer().rating().get();
          Optional<Measure> measured = Optional.of(rating(rating));
          yield rating < minimum
              ? Finding.breach(
                  this, onBreach, ReasonCode.RATING_BELOW_MINIMUM, measured, limit, report.source())
              : Finding.pass(this, ReasonCode.RATING_SUFFICIENT, measured, limit, report.source());
        }
      };
    }

    private static Measure rating(int points) {
      return new Measure.Quantity(new Figure(points * 10_000L));
    }
  }

  /** The gross monthly income reaches a minimum. */
  record MinimumIncome(Money minimum, Breach onBreach) implements Check {
    @Override
    public String name() {
      return "income";
    }

    @Override
    public List<Money> amounts() {
      return List.of(minimum);
    }

    @Override
    public Finding examine(Subject subject) {
      var income = subject.proposal().applicant().grossMonthlyIncome();
      Optional<Measure> measured = Optional.of(new Measure.Amount(income));
      var limit = new Measure.Amount(minimum);
      return income.compareTo(minimum) < 0
          ? Finding.breach(
              this, onBreach, ReasonCode.INCOME_BELOW_MINIMUM, measured, limit, DECLARED)
          : Finding.pass(this, ReasonCode.INCOME_SUFFICIENT, measured, limit, DECLARED);
    }
  }

  /** The payments on all debt, the new credit's included, keep to a share of the income. */
  record MaximumDebtToIncome(Figure maximumPercent, Breach onBreach) implements Check {
    @Override
    public String name() {
      return "debt-to-income";
    }

    @Override
    public Finding examine(Subject subject) {
      var share = subject.debtToIncomePercent();
      var measured = Optional.of(subject.measured(share, maximumPercent));
      var limit = new Measure.Quantity(maximumPercent);
      return share.isAbove(maximumPercent)
          ? Finding.breach(
              this, onBreach, ReasonCode.DEBT_TO_INCOME_ABOVE_MAXIMUM, measured, limit, DECLARED)
          : Finding.pass(this, ReasonCode.DEBT_TO_INCOME_ACCEPTABLE, measured, limit, DECLARED);
    }
  }

  /** The confidence, from the credit score, work and dependents, reaches a minimum. */
  record MinimumConfidence(Figure minimum, Breach onBreach) implements Check {
    @Override
    public String name() {
      return "confidence";
    }

    @Override
    public Finding examine(Subject subject) {
      var confidence = subject.confidence();
      var measured = Optional.of(subject.measured(confidence, minimum));
      var limit = new Measure.Quantity(minimum);
      return confidence.isBelow(minimum)
          ? Finding.breach(
              this, onBreach, ReasonCode.CONFIDENCE_BELOW_MINIMUM, measured, limit, DECLARED)
          : Finding.pass(this, ReasonCode.CONFIDENCE_SUFFICIENT, measured, limit, DECLARED);
    }
  }

  /**
   * The loan keeps to a share of the property's value, which is graded on the way.
   *
   * @param grades by ascending limit; whatever is above the last is a breach
   */
  record LoanToValue(List<Grade> grades, Breach onBreach) implements Check {
    /** Shares up to and including the limit get this grade. */
    public record Grade(Figure upToPercent, Quality quality) {}

    /** How good a loan to value is. */
    public enum Quality {
      EXCELLENT(ReasonCode.LOAN_TO_VALUE_EXCELLENT),
      GOOD(ReasonCode.LOAN_TO_VALUE_GOOD),
      FAIR(ReasonCode.LOAN_TO_VALUE_FAIR);

      private final ReasonCode code;

      Quality(ReasonCode code) {
        this.code = code;
      }
    }

    public LoanToValue {
      grades = List.copyOf(grades);
      if (grades.isEmpty()) {
        throw new IllegalArgumentException("loan to value needs at least one grade");
      }
      for (int i = 1; i < grades.size(); i++) {
        if (grades.get(i).upToPercent().compareTo(grades.get(i - 1).upToPercent()) <= 0) {
          throw new IllegalArgumentException("the limits of the grades ascend");
        }
      }
    }

    @Override
    public String name() {
      return "loan-to-value";
    }

    @Override
    public boolean appliesTo(Proposal proposal) {
      return proposal.property().isPresent();
    }

    @Override
    public Finding examine(Subject subject) {
      var highest = new Measure.Quantity(grades.getLast().upToPercent());
      return switch (subject.facts().of(FactKey.PROPERTY_VALUE)) {
        case Fact.Undetermined<Money> unknown -> Finding.unavailable(this, unknown, highest);
        case Fact.Known<Money> value -> {
          var share = subject.loanToValuePercent().orElseThrow();
          for (var grade : grades) {
            if (!share.isAbove(grade.upToPercent())) {
              var limit = new Measure.Quantity(grade.upToPercent());
              var measured = Optional.of(subject.measured(share, grade.upToPercent()));
              yield Finding.pass(this, grade.quality().code, measured, limit, value.source());
            }
          }
          yield Finding.breach(
              this,
              onBreach,
              ReasonCode.LOAN_TO_VALUE_RISKY,
              Optional.of(subject.measured(share, grades.getLast().upToPercent())),
              highest,
              value.source());
        }
      };
    }
  }

  /** What a value beyond the limit leads to. */
  enum Breach {
    FAIL(Result.FAIL),
    REFER(Result.REFER);

    private final Result result;

    Breach(Result result) {
      this.result = result;
    }

    /** Under which the finding is kept. */
    public Result result() {
      return result;
    }
  }

  /** The source of what applicants say about themselves. */
  String DECLARED = "applicant";

  /** The kinds that are known in this process. */
  final class AsKind implements Form.Kinds {
    public AsKind() {}

    @Override
    public Collection<Class<? extends Check>> kinds() {
      return Vocabulary.get().checks();
    }
  }
}
