package dev.countersign.application.credit.analysis;

import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.EngineVersion;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Repeats a sample of past analyses from what is kept with them: the same rules come to the same
 * bytes, or something was altered.
 */
public final class ReplayAnalyses {
  private static final int PLACES = 20;
  private static final int AT_EACH = 25;

  private final StoredAnalyses analyses;
  private final Policies policies;
  private final RandomGenerator chance;
  private final Clock clock;

  @Inject
  public ReplayAnalyses(
      StoredAnalyses analyses, Policies policies, RandomGenerator chance, Clock clock) {
    this.analyses = analyses;
    this.policies = policies;
    this.chance = chance;
    this.clock = clock;
  }

  /** Repeats up to 500 analyses, 25 from each of 20 places in time. */
  public Replayed run() {
    var verdicts = new LinkedHashMap<Stored, Verdict>();
    analyses
        .oldest()
        .ifPresent(oldest -> {
          for (int place = 0; place < PLACES; place++) {
            for (var stored : analyses.from(somewhereSince(oldest), AT_EACH)) {
              verdicts.computeIfAbsent(stored, this::repeat);
            }
          }
        });
    var mismatches = new LinkedHashSet<CreditRequestId>();
    verdicts.forEach((stored, verdict) -> {
      if (verdict == Verdict.ALTERED) {
        mismatches.add(stored.request());
      }
    });
    return new Replayed(count(verdicts, Verdict.SAME), mismatches);
  }

  private Instant somewhereSince(Instant oldest) {
    long millis = Math.max(1, Duration.between(oldest, clock.instant()).toMillis());
    return oldest.plusMillis(chance.nextLong(millis));
  }

  private Verdict repeat(Stored stored) {
    try {
      var record = CanonicalJson.read(AnalysisRecord.class, stored.record());
      if (EngineVersion.of(record.engine()).isEmpty()) {
        return Verdict.OF_OTHER_RULES;
      }
      var again = record.repeated(policies.pinned(record.policy()));
      return CanonicalJson.write(again).equals(stored.record()) ? Verdict.SAME : Verdict.ALTERED;
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      return Verdict.ALTERED;
    }
  }

  private static int count(Map<Stored, Verdict> verdicts, Verdict counted) {
    return (int) verdicts.values().stream().filter(verdict -> verdict == counted).count();
  }

  private enum Verdict {
    SAME,
    ALTERED,
    OF_OTHER_RULES
  }

  /**
   * What came of it.
   *
   * @param same analyses that came to the same bytes
   * @param mismatches requests with one that did not, or can't be read
   */
  public record Replayed(int same, Set<CreditRequestId> mismatches) {
    public Replayed {
      mismatches = Set.copyOf(mismatches);
    }
  }
}
