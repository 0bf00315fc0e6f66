package dev.countersign.application.credit.analysis;

import dev.countersign.application.credit.analysis.StoredAnalyses.Place;
import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Repeats past analyses from what is kept with them, all of them in turn: the same rules come to
 * the same bytes, or something was altered. None is passed over; what can't be repeated is named.
 */
public final class ReplayAnalyses {
  private static final int BATCH = 100;

  /** So many runs go round all analyses, unless a run would then repeat few. */
  private static final int RUNS_OF_A_ROUND = 30;

  private static final int LEAST_OF_A_RUN = 1_000;

  private final StoredAnalyses analyses;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public ReplayAnalyses(StoredAnalyses analyses, Policies policies, Clock clock) {
    this.analyses = analyses;
    this.policies = policies;
    this.clock = clock;
  }

  /** Goes on where the last run ended, and begins a new round after the last analysis. */
  public Replayed run() {
    var tally = new Tally();
    long due = Math.max(LEAST_OF_A_RUN, analyses.count() / RUNS_OF_A_ROUND + 1);
    var place = analyses.reached();
    while (tally.seen < due) {
      var batch = analyses.after(place, (int) Math.min(BATCH, due - tally.seen));
      batch.forEach(stored -> tally.count(stored, repeat(stored)));
      place = batch.isEmpty() ? Optional.empty() : place(batch);
      analyses.reach(place, clock.instant());
      if (batch.isEmpty()) {
        break;
      }
    }
    return new Replayed(tally.same, tally.different, tally.unreadable);
  }

  private static Optional<Place> place(List<Stored> batch) {
    return Optional.of(batch.getLast().place());
  }

  private enum Verdict {
    SAME,
    DIFFERENT,
    UNREADABLE
  }

  private Verdict repeat(Stored stored) {
    try {
      var record = CanonicalJson.read(AnalysisRecord.class, stored.record());
      return stored.place().equals(new Place(record.request(), record.revision()))
          ? repeat(stored.record(), record, policies.pinned(record.policy()))
          : Verdict.DIFFERENT;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Verdict.UNREADABLE;
    }
  }

  /** The rules are pure: whatever they throw, they throw about the record. */
  private static Verdict repeat(String text, AnalysisRecord record, PinnedPolicy policy) {
    try {
      return CanonicalJson.write(record.repeated(policy)).equals(text)
          ? Verdict.SAME
          : Verdict.DIFFERENT;
    } catch (RuntimeException e) {
      return Verdict.UNREADABLE;
    }
  }

  private static final class Tally {
    private long seen;
    private int same;
    private final Set<CreditRequestId> different = new LinkedHashSet<>();
    private final Set<CreditRequestId> unreadable = new LinkedHashSet<>();

    void count(Stored stored, Verdict verdict) {
      seen++;
      switch (verdict) {
        case SAME -> same++;
        case DIFFERENT -> different.add(stored.place().request());
        case UNREADABLE -> unreadable.add(stored.place().request());
      }
    }
  }

  /**
   * What came of a run.
   *
   * @param same analyses that came to the same bytes
   * @param different requests with one that came to others, or with that of another request
   * @param unreadable requests with one that can't be repeated: no record, of another engine, or of
   *     a policy that is gone or was altered
   */
  public record Replayed(
      int same, Set<CreditRequestId> different, Set<CreditRequestId> unreadable) {
    public Replayed {
      different = Set.copyOf(different);
      unreadable = Set.copyOf(unreadable);
    }
  }
}
