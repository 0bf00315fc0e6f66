package dev.countersign.messaging.event;

import dev.countersign.application.event.DeadLetter;
import java.time.Duration;

/** What came of bringing an event to a subscriber. */
sealed interface Attempt {
  record Handled() implements Attempt {}

  /**
   * To be tried again.
   *
   * @param failures so far that count
   */
  record Failed(Duration pause, int failures) implements Attempt {}

  record GivenUp(DeadLetter letter) implements Attempt {}
}
