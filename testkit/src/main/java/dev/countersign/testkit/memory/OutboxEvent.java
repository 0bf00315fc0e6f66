package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * An event and how its delivery stands, to all subscribers or to one.
 *
 * @param subscriber whom it is to be delivered to; absent if to all
 * @param freeAt from when on it may be leased
 * @param failures so far that count
 * @param fence of the last lease, 0 before the first
 */
record OutboxEvent(
    CommittedEvent event,
    Optional<String> subscriber,
    boolean delivered,
    Instant freeAt,
    int failures,
    long fence) {
  static OutboxEvent waiting(CommittedEvent event) {
    return new OutboxEvent(event, Optional.empty(), false, Instant.MIN, 0, 0);
  }

  OutboxEvent forOne(Optional<String> one, Instant free, int failed) {
    return new OutboxEvent(event, one, false, free, failed, fence);
  }

  OutboxEvent leased(Instant until, long newFence) {
    return new OutboxEvent(event, subscriber, false, until, failures, newFence);
  }

  OutboxEvent settled() {
    return new OutboxEvent(event, subscriber, true, freeAt, failures, fence);
  }

  boolean isForAll() {
    return subscriber.isEmpty();
  }
}
