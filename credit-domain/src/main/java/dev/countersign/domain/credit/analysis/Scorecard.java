package dev.countersign.domain.credit.analysis;

import static java.util.Objects.requireNonNull;

import dev.countersign.domain.canonical.Inline;
import dev.countersign.domain.credit.proposal.ApplicantProfile;
import dev.countersign.domain.credit.proposal.ExistingCredit;
import dev.countersign.domain.credit.proposal.WorkStatus;
import java.time.LocalDate;
import java.util.Map;

/**
 * The weights of the credit score and of the confidence, in thousandths: 100 stands for 0.1.
 *
 * <p>With a history, let total be the number of past credits and of their payments. What speaks for
 * the applicant is (onTime · payments on time + completed · credits completed) / total; what is
 * left after the objections is 1 − (never · payments never made + cancelled · credits cancelled +
 * ongoing · credits ongoing) / total. Without one, only {@code noHistory · (ageCeiling − age) /
 * ageCeiling} speaks. The score is 100 times the mean of the two. A late payment has no weight of
 * its own: it counts in the total.
 *
 * <p>Confidence = (score + work · work score + dependents · (ceiling − number of dependents)) / 2.
 * Work scores are 0 to 100; the work statuses that have one are those that applicants choose from.
 */
public record Scorecard(History history, NoHistory noHistory, Work work, Dependents dependents) {
  /** What each kind of payment and of past credit weighs. */
  @Inline
  public record History(
      int onTimeThousandths,
      int completedThousandths,
      int neverThousandths,
      int cancelledThousandths,
      int ongoingThousandths) {
    public History {
      requireWeights(
          onTimeThousandths,
          completedThousandths,
          neverThousandths,
          cancelledThousandths,
          ongoingThousandths);
    }
  }

  /** What the age weighs of those who have no history. */
  @Inline
  public record NoHistory(int noHistoryThousandths, int ageCeilingYears) {
    public NoHistory {
      requireWeights(noHistoryThousandths);
      if (ageCeilingYears < 1) {
        throw new IllegalArgumentException("a ceiling is above zero");
      }
    }
  }

  /** What the work weighs, and the score of each work status. */
  @Inline
  public record Work(int workThousandths, Map<WorkStatus, Integer> workScores) {
    public Work {
      workScores = Map.copyOf(workScores);
      requireWeights(workThousandths);
      if (workScores.isEmpty()) {
        throw new IllegalArgumentException("at least one work status needs a score");
      }
      if (workScores.values().stream().anyMatch(score -> score < 0 || score > 100)) {
        throw new IllegalArgumentException("a work score is 0 to 100: " + workScores);
      }
    }
  }

  /** What each dependent fewer than the ceiling weighs. */
  @Inline
  public record Dependents(int dependentsThousandths, int dependentsCeiling) {
    public Dependents {
      requireWeights(dependentsThousandths);
      if (dependentsCeiling < 0) {
        throw new IllegalArgumentException("a ceiling is above zero");
      }
    }
  }

  private static void requireWeights(int... thousandths) {
    for (int weight : thousandths) {
      if (weight < 0 || weight > 1_000) {
        throw new IllegalArgumentException("a weight is 0 to 1,000 thousandths: " + weight);
      }
    }
  }

  /** From 0 to 100. */
  Fraction score(ApplicantProfile applicant, LocalDate day) {
    int completed = 0;
    int cancelled = 0;
    int ongoing = 0;
    int onTime = 0;
    int never = 0;
    int total = 0;
    for (ExistingCredit credit : applicant.existingCredits()) {
      switch (credit.status()) {
        case COMPLETED -> completed++;
        case CANCELLED -> cancelled++;
        case ONGOING -> ongoing++;
      }
      var payments = credit.payments();
      total += 1 + payments.size();
      for (int i = 0; i < payments.size(); i++) {
        switch (payments.get(i).status()) {
          case ON_TIME -> onTime++;
          case NEVER -> never++;
          case LATE -> {}
        }
      }
    }
    if (total == 0) {
      int years = Math.max(0, noHistory.ageCeilingYears - applicant.ageOn(day));
      return new Fraction(
          50L * noHistory.noHistoryThousandths * years, 1_000L * noHistory.ageCeilingYears);
    }
    long inFavour =
        (long) history.onTimeThousandths * onTime + (long) history.completedThousandths * completed;
    long against =
        (long) history.neverThousandths * never
            + (long) history.cancelledThousandths * cancelled
            + (long) history.ongoingThousandths * ongoing;
    return new Fraction(inFavour + 1_000L * total - against, 20L * total);
  }

  Fraction confidence(Fraction score, ApplicantProfile applicant) {
    long ofWork =
        (long) work.workThousandths * requireNonNull(work.workScores.get(applicant.workStatus()));
    long free = Math.max(0L, (long) dependents.dependentsCeiling - applicant.dependents());
    long bonus = ofWork + dependents.dependentsThousandths * free;
    return new Fraction(
        1_000 * score.numerator() + score.denominator() * bonus, 2_000 * score.denominator());
  }
}
