package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.analysis.Check;
import dev.countersign.domain.credit.analysis.Figure;
import dev.countersign.domain.credit.analysis.Fraction;
import dev.countersign.domain.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the limit of each check against all that can be measured there, by interval arithmetic: a
 * limit that everything measured breaks, or nothing does, decides nothing. The ranges are never
 * narrower than what can occur, so a limit that is refused is refused with reason.
 *
 * <p>Checks of an {@link dev.countersign.domain.credit.analysis.AnalysisExtension} measure what
 * only they know, and are not looked at.
 */
final class LimitReview {
  private static final Figure ALL = Figure.of("100");

  private final CreditPolicy policy;
  private final Reach confidence;
  private final List<PolicyFlaw> flaws = new ArrayList<>();

  LimitReview(CreditPolicy policy) {
    this.policy = policy;
    this.confidence = Reach.ofConfidence(policy.rules().scorecard(), policy.minimumAgeYears());
  }

  /**
   * @param path of the check in the document
   */
  List<PolicyFlaw> flaws(Check check, String path) {
    flaws.clear();
    switch (check) {
      case Check.MinimumRating rating -> rating(rating.minimum(), path + ".minimum");
      case Check.MinimumIncome income -> income(income.minimum(), path + ".minimum");
      case Check.MaximumDebtToIncome debt -> debt(debt.maximumPercent(), path + ".maximumPercent");
      case Check.MinimumConfidence minimum -> confidence(minimum.minimum(), path + ".minimum");
      case Check.LoanToValue value -> loanToValue(value.grades(), path + ".grades");
      default -> {}
    }
    return List.copyOf(flaws);
  }

  private void rating(int minimum, String path) {
    if (minimum < 0) {
      negative(path);
    } else if (minimum == 0) {
      neverFails(path, "No rating is below 0.");
    } else if (minimum > CreditPolicy.HIGHEST_RATING) {
      alwaysFails(path, "No rating is above %,d.".formatted(CreditPolicy.HIGHEST_RATING));
    }
  }

  private void income(Money minimum, String path) {
    if (minimum.minorUnits() < 0) {
      negative(path);
    } else if (minimum.minorUnits() == 0) {
      neverFails(path, "No income is below zero.");
    } else if (minimum.minorUnits() > CreditPolicy.MAX_DECLARED_MINOR_UNITS) {
      alwaysFails(path, "No income that large can be declared.");
    }
  }

  /** Whoever pays anything has a share above zero, and shares are cut off at all of the income. */
  private void debt(Figure maximum, String path) {
    if (maximum.tenThousandths() < 0) {
      negative(path);
    } else if (maximum.tenThousandths() == 0) {
      alwaysFails(path, "Every payment takes a share of the income.");
    } else if (maximum.compareTo(ALL) >= 0) {
      neverFails(path, "A share is at most 100 %.");
    }
  }

  private void confidence(Figure minimum, String path) {
    if (minimum.tenThousandths() < 0) {
      negative(path);
    } else if (confidence.isBelow(minimum)) {
      alwaysFails(
          path, "The highest confidence that the scorecard can give is " + confidence.shownHigh());
    } else if (confidence.isAtLeast(minimum)) {
      neverFails(
          path, "The lowest confidence that the scorecard can give is " + confidence.shownLow());
    }
  }

  private void loanToValue(List<Check.LoanToValue.Grade> grades, String path) {
    for (int i = 0; i < grades.size(); i++) {
      if (grades.get(i).upToPercent().tenThousandths() < 0) {
        negative(path + "[" + i + "].upToPercent");
      }
    }
    var last = grades.getLast().upToPercent();
    var place = path + "[" + (grades.size() - 1) + "].upToPercent";
    if (last.tenThousandths() == 0) {
      alwaysFails(place, "Every loan takes a share of the value.");
    } else if (last.tenThousandths() > 0 && !highestLoanToValue().isAbove(last)) {
      neverFails(place, "No product reaches such a share, however little the property is worth.");
    }
  }

  /** The largest loan on a property worth one minor unit, in percent. */
  private Fraction highestLoanToValue() {
    long largest =
        policy.products().stream()
            .filter(Product::needsProperty)
            .mapToLong(product -> product.maximumAmount().minorUnits())
            .max()
            .orElse(CreditPolicy.MAX_DECLARED_MINOR_UNITS);
    return new Fraction(Math.min(largest, CreditPolicy.MAX_DECLARED_MINOR_UNITS) * 100, 1);
  }

  private void negative(String path) {
    flaws.add(new PolicyFlaw(path, "negative", "A limit is not negative."));
  }

  private void alwaysFails(String path, String why) {
    flaws.add(new PolicyFlaw(path, "always-fails", "Nobody passes this. " + ended(why)));
  }

  private void neverFails(String path, String why) {
    flaws.add(new PolicyFlaw(path, "never-fails", "Everybody passes this. " + ended(why)));
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
