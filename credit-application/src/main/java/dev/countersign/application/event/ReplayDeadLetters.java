package dev.countersign.application.event;

/**
 * Brings every dead letter to its subscriber again, by way of the outbox. Works whether the system
 * is running or not, and whether events go by Kafka or not. What fails again becomes a dead letter
 * again.
 */
public final class ReplayDeadLetters {
  private static final int BATCH = 100;

  private final DeadLetters letters;
  private final EventRegistry registry;

  public ReplayDeadLetters(DeadLetters letters, EventRegistry registry) {
    this.letters = letters;
    this.registry = registry;
  }

  /** Replays those that exist now; ones that die meanwhile are left for the next time. */
  public Outcome handle() {
    var outcome = new Outcome(0, 0, 0);
    long last = 0;
    for (long left = letters.count(); left > 0; ) {
      var batch = letters.after(last, (int) Math.min(left, BATCH));
      if (batch.isEmpty()) {
        break;
      }
      for (var kept : batch) {
        outcome = replay(kept, outcome);
      }
      last = batch.getLast().id();
      left -= batch.size();
    }
    return outcome;
  }

  private Outcome replay(DeadLetters.Kept kept, Outcome before) {
    CommittedEvent event;
    try {
      event = registry.fromMessage(kept.letter().message());
    } catch (IllegalArgumentException e) {
      return new Outcome(before.replayed, before.unreadable + 1, before.unknown);
    }
    return letters.replay(kept, event)
        ? new Outcome(before.replayed + 1, before.unreadable, before.unknown)
        : new Outcome(before.replayed, before.unreadable, before.unknown + 1);
  }

  /**
   * How many letters were replayed, and how many stay.
   *
   * @param unreadable their message can't be read by this version
   * @param unknown their event was never committed to this database, or they died again meanwhile
   */
  public record Outcome(long replayed, long unreadable, long unknown) {}
}
