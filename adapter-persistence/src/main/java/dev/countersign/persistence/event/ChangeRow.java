package dev.countersign.persistence.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Actor;
import dev.countersign.persistence.store.Row;
import java.util.List;
import java.util.stream.IntStream;

/** A change of a request, made into its events again. */
public final class ChangeRow {
  private ChangeRow() {}

  /** All its events, in order. */
  public static List<CommittedEvent> events(Row row) {
    var events = row.texts("events");
    return IntStream.range(0, events.size())
        .mapToObj(number -> event(row, number, events.get(number)))
        .toList();
  }

  /**
   * @param number from 0
   */
  static CommittedEvent event(Row row, int number, String json) {
    return new CommittedEvent(
        row.number("id") + number,
        new CreditRequestId(row.uuid("request_id")),
        new Revision(row.integer("revision")),
        row.instant("at"),
        row.optionalUser("actor_id")
            .<Actor>map(Actor.Person::new)
            .orElseGet(() -> new Actor.Automatic(Actor.Task.valueOf(row.text("task")))),
        CanonicalJson.read(CreditRequestEvent.class, json));
  }
}
