package dev.countersign.persistence.live;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.domain.party.Actor;
import dev.countersign.persistence.event.ChangeRow;
import dev.countersign.persistence.event.ChangeRow.EventReader;
import dev.countersign.persistence.store.PlannedEachTime;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads changes by the snapshots that see them: those that the one before did not see and this one
 * does, whatever their numbers. So one that was begun early and committed late is not missed.
 */
public final class JdbiEventFeed implements EventFeed {
  /** Whoever missed more transactions than this would only make the database search. */
  private static final int MAX_MISSED_TRANSACTIONS = 100_000;

  private static final String NOW = "select pg_current_snapshot()::text";

  private static final String READ =
      """
      with moment as materialized (
        select coalesce(cast(:end as pg_snapshot), pg_current_snapshot()) as snapshot,
          pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            - pg_snapshot_xmin(cast(:since as pg_snapshot))::text::bigint
            between 0 and :max_missed as sound)
      select m.snapshot::text as snapshot, m.sound, c.id, c.stream_type, c.stream_id,
        c.version, c.owner_id, c.at, c.actor_id, c.task, c.events, a.username
      from moment m
      left join lateral (
        select * from change
        where m.sound
          and in_transaction >= pg_snapshot_xmin(cast(:since as pg_snapshot))
          and not pg_visible_in_snapshot(in_transaction, cast(:since as pg_snapshot))
          and pg_visible_in_snapshot(in_transaction, m.snapshot)
          and not (pg_visible_in_snapshot(in_transaction, cast(:up_to as pg_snapshot))
            and id + cardinality(events) - 1 <= :seen)
        order by id limit :limit) c on true
      left join account a on a.id = c.actor_id
      order by c.id
      """;

  private final UnitsOfWork units;
  private final EventRegistry registry;

  public JdbiEventFeed(UnitsOfWork units, EventRegistry registry) {
    this.registry = registry;
    this.units = units;
  }

  @Override
  public FeedPosition end() {
    return new FeedPosition(
        units.read(handle -> handle.createQuery(NOW).mapTo(String.class).one()));
  }

  @Override
  public Optional<Batch> after(FeedPosition position, int limit) {
    return SnapshotPosition.of(position).flatMap(from -> read(from, Optional.empty(), limit));
  }

  @Override
  public Optional<Batch> between(FeedPosition position, FeedPosition end, int limit) {
    return SnapshotPosition.of(position)
        .flatMap(from ->
            SnapshotPosition.of(end).flatMap(to -> read(from, Optional.of(to.since()), limit)));
  }

  private Optional<Batch> read(SnapshotPosition from, Optional<String> end, int limit) {
    var rows =
        units.read(handle ->
            handle
                .createQuery(READ)
                .bindByType("end", end.orElse(null), String.class)
                .bind("since", from.since())
                .bind("up_to", from.upTo())
                .bind("seen", from.seen())
                .bind("max_missed", MAX_MISSED_TRANSACTIONS)
                .bind("limit", limit)
                .addCustomizer(PlannedEachTime.INSTANCE)
                .map(Row.as(row -> Change.of(row, registry::read)))
                .list());
    var first = rows.getFirst();
    if (!first.sound) {
      return Optional.empty();
    }
    var entries = new ArrayList<Entry>();
    for (var row : rows) {
      row.events.stream()
          .filter(event -> !from.hasSeenPartOf(row.events, event))
          .map(event -> row.entry(event, from))
          .forEach(entries::add);
    }
    var full = rows.size() == limit && !first.events.isEmpty();
    var next = full ? entries.getLast().position() : new FeedPosition(first.snapshot);
    return Optional.of(new Batch(entries, next, full));
  }

  /**
   * @param events none if nothing was read
   */
  private record Change(
      String snapshot, boolean sound, List<CommittedEvent> events, Optional<String> username) {
    static Change of(Row row, EventReader reader) {
      return new Change(
          row.text("snapshot"),
          row.flag("sound"),
          row.optionalText("stream_type").isPresent() ? ChangeRow.events(row, reader) : List.of(),
          row.optionalText("username"));
    }

    Entry entry(CommittedEvent event, SnapshotPosition from) {
      var actor =
          switch (event.by()) {
            case Actor.Person person -> username.orElse("");
            case Actor.Automatic automatic -> automatic.name();
          };
      return new Entry(event, actor, from.behind(event.id(), snapshot).position());
    }
  }
}
