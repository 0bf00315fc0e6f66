package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import java.time.Instant;

/**
 * An event and how its delivery stands.
 *
 * @param freeAt from when on it may be claimed
 * @param attempts how often it was claimed
 * @param fence of the last claim, 0 before the first
 */
record OutboxEvent(
    CommittedEvent event, boolean delivered, Instant freeAt, int attempts, long fence) {
  static OutboxEvent waiting(CommittedEvent event) {
    return new OutboxEvent(event, false, Instant.MIN, 0, 0);
  }

  OutboxEvent claimed(Instant until, long newFence) {
    return new OutboxEvent(event, false, until, attempts + 1, newFence);
  }

  OutboxEvent freeFrom(Instant at) {
    return new OutboxEvent(event, false, at, attempts, fence);
  }

  OutboxEvent struckOff() {
    return new OutboxEvent(event, true, freeAt, attempts, fence);
  }
}
