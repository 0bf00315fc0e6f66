package dev.countersign.application.event;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Actor;
import java.time.Instant;

/**
 * An event as it leaves the system: canonical JSON, which others may rely on. What each type of
 * event holds is described by the schema of its name in {@code docs/events}.
 *
 * @param id of the event; whoever saw it before may pass over it
 * @param type the stable name of its kind, the same as in the data
 * @param version of the contract
 * @param revision of the request after the change that brought the event
 */
public record EventEnvelope(
    long id,
    String type,
    int version,
    CreditRequestId request,
    Revision revision,
    Instant at,
    Actor actor,
    CreditRequestEvent data) {
  /** Raised when what was written before could no longer be read. */
  public static final int VERSION = 1;

  public EventEnvelope {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d is not known here".formatted(version));
    }
    if (!type.equals(data.type())) {
      throw new IllegalArgumentException("%s with the data of %s".formatted(type, data.type()));
    }
  }

  public static EventEnvelope of(CommittedEvent event) {
    return new EventEnvelope(
        event.id(),
        event.event().type(),
        VERSION,
        event.request(),
        event.revision(),
        event.at(),
        event.by(),
        event.event());
  }

  /**
   * @throws IllegalArgumentException if the text is no event of this version, with the reason
   */
  public static EventEnvelope read(String json) {
    return CanonicalJson.read(EventEnvelope.class, json);
  }

  public String toJson() {
    return CanonicalJson.write(this);
  }

  public CommittedEvent event() {
    return new CommittedEvent(id, request, revision, at, actor, data);
  }
}
