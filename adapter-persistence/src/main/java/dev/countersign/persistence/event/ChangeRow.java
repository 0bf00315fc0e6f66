package dev.countersign.persistence.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.Actor;
import dev.countersign.persistence.store.Row;
import java.util.List;
import java.util.stream.IntStream;

/** A change of a stream, made into its events again. */
public final class ChangeRow {
  private ChangeRow() {}

  /** All its events, in order. */
  public static List<CommittedEvent> events(Row row, EventReader reader) {
    var events = row.texts("events");
    return IntStream.range(0, events.size())
        .mapToObj(number -> event(row, number, events.get(number), reader))
        .toList();
  }

  /**
   * @param number from 0
   */
  static CommittedEvent event(Row row, int number, String json, EventReader reader) {
    var stream = new StreamId(row.text("stream_type"), row.uuid("stream_id"));
    return new CommittedEvent(
        row.number("id") + number,
        stream,
        row.integer("version"),
        row.optionalUser("owner_id"),
        row.instant("at"),
        row.optionalUser("actor_id")
            .<Actor>map(Actor.Person::new)
            .orElseGet(() -> new Actor.Automatic(new Actor.Task(row.text("task")))),
        reader.read(stream, json));
  }

  /** Reads an event of a stream from canonical JSON. */
  @FunctionalInterface
  public interface EventReader {
    DomainEvent read(StreamId stream, String json);
  }
}
