package dev.countersign.domain.credit.request;

import dev.countersign.domain.party.Actor;
import java.time.Instant;
import java.util.List;

/**
 * One move of a request: its next state together with its events. Stores accept nothing less, so a
 * state can't be saved without its events.
 *
 * @param move which one it was
 * @param events at least one, in the order in which they happened
 */
public record Change<S extends CreditRequest>(
    Move move, S next, Actor by, Instant at, List<CreditRequestEvent> events) {
  public Change {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a change without an event is none");
    }
  }

  static <S extends CreditRequest> Change<S> of(
      Move move, S next, Actor by, Instant at, CreditRequestEvent... events) {
    return new Change<>(move, next, by, at, List.of(events));
  }
}
