package dev.countersign.application.event;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.JsonValue;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as it leaves the system: canonical JSON, which others may rely on. What each type of
 * event holds is described by the schema of its name in {@code docs/events}.
 *
 * @param id of the event; whoever saw it before may pass over it
 * @param type the stable name of its kind, with its context, such as {@code credit.granted}
 * @param version of this contract
 * @param streamVersion of the stream after the change that brought the event
 * @param owner whose stream it is, if it is anybody's
 * @param data the event, whose own member {@code type} leaves out the context
 */
public record EventEnvelope(
    long id,
    String type,
    int version,
    StreamId stream,
    int streamVersion,
    Optional<UserId> owner,
    Instant at,
    Actor actor,
    JsonValue data) {
  /** Raised when what was written before could no longer be read. */
  public static final int VERSION = 2;

  public EventEnvelope {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d is not known here".formatted(version));
    }
  }

  String toJson() {
    return CanonicalJson.write(this);
  }
}
