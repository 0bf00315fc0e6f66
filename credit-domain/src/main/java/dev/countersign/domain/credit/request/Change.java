package dev.countersign.domain.credit.request;

import dev.countersign.domain.party.Actor;
import java.time.Instant;
import java.util.List;

/**
 * One move of a request: its next state together with the events that tell of it. Stores accept
 * nothing less, so a state can't be saved without its events.
 *
 * @param events at least one, in the order in which they happened
 */
public record Change<S extends CreditRequest>(
    S next, Actor by, Instant at, List<CreditRequestEvent> events) {
  public Change {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a change without an event is none");
    }
  }

  static <S extends CreditRequest> Change<S> of(
      S next, Actor by, Instant at, CreditRequestEvent... events) {
    return new Change<>(next, by, at, List.of(events));
  }
}
