package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.Fraction;
import dev.countersign.domain.credit.analysis.Scorecard;
import java.util.List;

/**
 * The range that a figure of the scorecard stays within, whoever applies.
 *
 * @param lowest candidates for the lower end: the least of them is it
 * @param highest candidates for the upper end: the greatest of them is it
 */
record Reach(List<Fraction> lowest, List<Fraction> highest) {
  private static final int OLDEST_YEARS = 130;
  private static final long FULL_SCORE = 1_000;

  /**
   * Of the confidence. A history is a mean over credits and payments, so what it adds to the score
   * lies between the worst and the best that one of them can add.
   */
  static Reach ofConfidence(Scorecard scorecard, int minimumAgeYears) {
    var history = scorecard.history();
    long best = Math.max(history.onTimeThousandths(), history.completedThousandths());
    long worst =
        Math.max(
            history.neverThousandths(),
            Math.max(history.cancelledThousandths(), history.ongoingThousandths()));
    var scores = scorecard.work().workScores().values();
    long leastWork = scores.stream().mapToLong(Integer::longValue).min().orElseThrow();
    long mostWork = scores.stream().mapToLong(Integer::longValue).max().orElseThrow();
    long workWeight = scorecard.work().workThousandths();
    var dependents = scorecard.dependents();
    long most =
        workWeight * mostWork
            + (long) dependents.dependentsThousandths() * dependents.dependentsCeiling();
    long least = workWeight * leastWork;
    return new Reach(
        List.of(
            confidence(new Fraction(FULL_SCORE - worst, 20), least),
            confidence(withoutHistory(scorecard.noHistory(), OLDEST_YEARS), least)),
        List.of(
            confidence(new Fraction(FULL_SCORE + best, 20), most),
            confidence(withoutHistory(scorecard.noHistory(), minimumAgeYears), most)));
  }

  private static Fraction withoutHistory(Scorecard.NoHistory noHistory, int ageYears) {
    long years = Math.max(0, noHistory.ageCeilingYears() - ageYears);
    return new Fraction(
        50L * noHistory.noHistoryThousandths() * years, 1_000L * noHistory.ageCeilingYears());
  }

  /**
   * @param bonus for work and dependents, in thousandths
   */
  private static Fraction confidence(Fraction score, long bonus) {
    return new Fraction(
        1_000 * score.numerator() + score.denominator() * bonus, 2_000 * score.denominator());
  }

  /** Whether all of it is below a limit. */
  boolean isBelow(Figure limit) {
    return highest.stream().allMatch(end -> end.isBelow(limit));
  }

  /** Whether none of it is below a limit. */
  boolean isAtLeast(Figure limit) {
    return lowest.stream().noneMatch(end -> end.isBelow(limit));
  }

  Figure shownLow() {
    return lowest.stream().map(Fraction::rounded).min(Figure::compareTo).orElseThrow();
  }

  Figure shownHigh() {
    return highest.stream().map(Fraction::rounded).max(Figure::compareTo).orElseThrow();
  }
}
