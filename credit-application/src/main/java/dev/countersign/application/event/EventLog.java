package dev.countersign.application.event;

import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The events of all streams, within a transaction. What is appended goes to subscribers, listeners
 * and webhooks once the transaction has committed, and never if it has not.
 */
@FunctionalInterface
public interface EventLog {
  /**
   * Appends a change. It may be refused at once or when the transaction commits.
   *
   * @throws dev.countersign.application.store.StaleRevision if the stream is not where the change
   *     began
   */
  void append(StreamChange change);

  /**
   * What one move brought.
   *
   * @param version of the stream after the change: 1 if it is the first, otherwise one more than
   *     before
   * @param owner whose stream it is, if it is anybody's
   * @param at to the microsecond
   * @param events in the order in which they happened, 1 to 16
   */
  record StreamChange(
      StreamId stream,
      int version,
      Optional<UserId> owner,
      Instant at,
      Actor by,
      List<DomainEvent> events) {
    /** The ids of events are drawn in blocks of that size. */
    private static final int MAX_EVENTS = 16;

    public StreamChange {
      events = List.copyOf(events);
      if (version < 1 || events.isEmpty() || events.size() > MAX_EVENTS) {
        throw new IllegalArgumentException("a change has a version from 1 and 1 to 16 events");
      }
    }
  }
}
