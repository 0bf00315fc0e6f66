package dev.countersign.application.event;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.party.UserId;
import java.util.Map;
import java.util.Optional;

/** What a context discloses of its events, and to whom. */
public interface Disclosure {
  /** What the event discloses, by name, to everyone who may see it. */
  Map<String, String> facts(DomainEvent event);

  /** What it discloses besides to those who may read remarks. */
  default Optional<String> remark(DomainEvent event) {
    return Optional.empty();
  }

  /**
   * Whether a person may see the events of a stream.
   *
   * @param owner of the stream
   */
  boolean mayHear(Caller caller, Optional<UserId> owner);

  /** Whether a person who may see an event reads its remark too. */
  default boolean mayReadRemarks(Caller caller) {
    return false;
  }
}
