package dev.countersign.messaging.event;

import java.time.Duration;

/** How long to rest before trying again: twice as long each time, up to the longest. */
record Backoff(Duration first, Duration longest) {
  /**
   * @param failures so far, from 1
   */
  Duration after(int failures) {
    long millis = first.toMillis() << Math.min(failures - 1, 20);
    return Duration.ofMillis(Math.min(millis, longest.toMillis()));
  }
}
