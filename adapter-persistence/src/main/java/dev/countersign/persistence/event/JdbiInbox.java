package dev.countersign.persistence.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Inbox;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;

/** The receipts of consumers. Two at once wait for each other at the primary key. */
public final class JdbiInbox implements Inbox {
  private static final Sql ACCEPT =
      Sql.of(
          """
          insert into inbox (consumer, event_id, handled_at)
          values (:consumer, :event::bigint, :at::timestamptz)
          on conflict do nothing
          """);

  private final UnitOfWork unit;

  public JdbiInbox(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public boolean accept(String consumer, CommittedEvent event, Instant at) {
    return unit.writeNow(
            new Write(ACCEPT).with("consumer", consumer).with("event", event.id()).with("at", at))
        == 1;
  }
}
