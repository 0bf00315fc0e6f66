package dev.countersign.application.upkeep;

import java.time.Duration;
import java.time.Instant;

/** Rows that nobody asks for any more. */
@FunctionalInterface
public interface Retention {
  /**
   * Drops what has been of no use since that instant.
   *
   * @param limit at most so many
   * @return how many there were
   */
  int drop(Kind kind, Instant since, int limit);

  /** What is dropped, and how long it is kept when it is of no more use. */
  enum Kind {
    /** Answers to commands: a caller that tries again for longer than a week is another caller. */
    ANSWERS(Duration.ofDays(7)),
    /**
     * Sessions that ended, or whose last refresh token ran out: a day, for whoever looks into one.
     */
    SESSIONS(Duration.ofDays(1)),
    /** Failed log-ins: an hour after the last, they no longer count. */
    FAILED_LOG_INS(Duration.ofHours(1)),
    /** What subscribers have processed: no event comes again after a month. */
    PROCESSED_EVENTS(Duration.ofDays(30)),
    /** Deliveries that were taken. */
    DELIVERIES(Duration.ofDays(30));

    private final Duration kept;

    Kind(Duration kept) {
      this.kept = kept;
    }

    public Duration kept() {
      return kept;
    }
  }
}
