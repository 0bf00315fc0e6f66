package dev.countersign.messaging.event;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/**
 * How often something is tried, and the pauses in between: each twice as long as the one before, up
 * to the longest.
 *
 * @param tries in all, from 2
 */
record RetryPolicy(int tries, Duration first, Duration longest) {
  /** For events that a subscriber fails at: some eleven seconds in all. */
  static final RetryPolicy HANDLING =
      new RetryPolicy(8, Duration.ofMillis(100), Duration.ofSeconds(5));

  /** For events that can't be published: as long as it takes. */
  static final RetryPolicy PUBLISHING =
      new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(100), Duration.ofMinutes(1));

  /** So many doublings of a millisecond are more than any longest pause. */
  private static final int LAST_DOUBLING = 30;

  RetryPolicy {
    if (tries < 2) {
      throw new IllegalArgumentException("an event is tried at least twice");
    }
  }

  /**
   * The back-off.
   *
   * @param failures so far, from 1
   */
  Duration pauseAfter(int failures) {
    var backoff = IntervalFunction.ofExponentialBackoff(first, 2, longest);
    return Duration.ofMillis(backoff.apply(Math.min(failures, LAST_DOUBLING)));
  }

  boolean isLast(int failures) {
    return failures >= tries;
  }
}
