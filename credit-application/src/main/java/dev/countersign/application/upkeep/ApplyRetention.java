package dev.countersign.application.upkeep;

import dev.countersign.application.upkeep.Retention.Kind;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/** Drops what is of no more use, little by little, so that nobody waits for it. */
public final class ApplyRetention {
  private static final int AT_ONCE = 1_000;

  /** What is left after that comes the next time. */
  private static final int TURNS = 1_000;

  private final Retention leftovers;
  private final Clock clock;

  @Inject
  public ApplyRetention(Retention leftovers, Clock clock) {
    this.leftovers = leftovers;
    this.clock = clock;
  }

  /** Drops up to a million of each kind, and says how many there were. */
  public Map<Kind, Integer> run() {
    var dropped = new EnumMap<Kind, Integer>(Kind.class);
    for (var kind : Kind.values()) {
      dropped.put(kind, drop(kind));
    }
    return dropped;
  }

  private int drop(Kind kind) {
    var since = clock.instant().minus(kind.kept());
    int total = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      int dropped = leftovers.drop(kind, since, AT_ONCE);
      total += dropped;
      if (dropped < AT_ONCE) {
        break;
      }
    }
    return total;
  }
}
