package dev.countersign.persistence.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.ProcessedEvents;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;

/**
 * Which subscriber has processed which event. Two at once wait for each other at the primary key.
 */
public final class JdbiProcessedEvents implements ProcessedEvents {
  private static final Sql MARK =
      Sql.of(
          """
          insert into processed_event (subscriber, event_id, processed_at)
          values (:subscriber, :event::bigint, :at::timestamptz)
          on conflict do nothing
          """);

  private final UnitOfWork unit;

  public JdbiProcessedEvents(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public boolean markProcessed(String subscriber, CommittedEvent event, Instant at) {
    return unit.writeNow(
            new Write(MARK).with("subscriber", subscriber).with("event", event.id()).with("at", at))
        == 1;
  }
}
