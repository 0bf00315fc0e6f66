package dev.countersign.persistence.event;

import dev.countersign.application.event.EventLog;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.util.Optional;

/**
 * Changes as rows. A context whose state has a row of its own may write both in one statement
 * instead, as long as it writes these same rows.
 */
public record JdbiEventLog(UnitOfWork unit, EventRegistry registry, Runnable afterEventsCommitted)
    implements EventLog {
  private static final Sql APPEND =
      Sql.of(
          """
          with before as (
            select coalesce(max(version), 0) as version from change
            where stream_type = :stream_type and stream_id = :stream::uuid),
          guarded as (
            select case when version = :version::int - 1 then :stream::uuid
              else refuse_stale_revision() end as stream_id
            from before),
          changed as (
            insert into change (
              stream_type, stream_id, version, owner_id, at, actor_id, task, events)
            select :stream_type, stream_id, :version::int, :owner::uuid, :at::timestamptz,
                :actor_id::uuid, :task, :events::text[]
              from guarded
            returning id, stream_type, stream_id, version)
          insert into outbox (event_id, stream_type, stream_id, version)
          select id + generate_series(0, :last_event::int), stream_type, stream_id, version
          from changed
          """);

  @Override
  public void append(StreamChange change) {
    var stream = change.stream();
    unit.write(
        by(change.by(), new Write(APPEND))
            .with("stream_type", stream.type())
            .with("stream", stream.id())
            .with("version", change.version())
            .with("owner", change.owner())
            .with("at", change.at())
            .with(
                "events",
                change.events().stream().map(event -> registry.write(stream, event)).toList())
            .with("last_event", change.events().size() - 1));
    unit.afterCommit(afterEventsCommitted);
  }

  /** Whoever brought a change, in the columns of its row. */
  public static Write by(Actor actor, Write write) {
    return switch (actor) {
      case Actor.Person person ->
          write.with("actor_id", person.id()).with("task", Optional.empty());
      case Actor.Automatic automatic ->
          write.with("actor_id", Optional.<UserId>empty()).with("task", automatic.task().value());
    };
  }
}
