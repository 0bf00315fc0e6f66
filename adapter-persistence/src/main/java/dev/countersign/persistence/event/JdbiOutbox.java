package dev.countersign.persistence.event;

import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outbox as a table.
 *
 * <p>Leasing is for one node at a time, so that each sees what the one before has taken; whoever
 * commits events never waits for it. Leases and settlements need not outlive a crash: what is
 * forgotten is delivered again, so nothing here waits for the disk.
 */
public final class JdbiOutbox implements Outbox {
  /** The subscriber of an entry that is for all. */
  private static final String ALL = "";

  /** A number of its own among the advisory locks. */
  private static final long LEASING = 0x6f7574626f78L;

  private static final Sql BEGIN_LEASE =
      Sql.of(
          """
          select set_config('synchronous_commit', 'off', true),
            pg_advisory_xact_lock(:lock::bigint)
          """);

  /** An entry of one subscriber also waits for all entries before it that are for everyone. */
  private static final String LEASE =
      """
      with free as (
        select event_id, subscriber from outbox o
        where (leased_until is null or leased_until <= :now)
          and not exists (
            select from outbox e
            where e.stream_id = o.stream_id and e.stream_type = o.stream_type
              and e.event_id < o.event_id
              and (e.subscriber = o.subscriber and e.leased_until > :now
                or e.subscriber = '' and o.subscriber <> ''))
        order by event_id limit :limit),
      leased as (
        update outbox o set leased_until = :until, fence = fence + 1
        from free where o.event_id = free.event_id and o.subscriber = free.subscriber
        returning o.event_id, o.subscriber, o.stream_id, o.stream_type, o.version, o.failures,
          o.fence)
      select q.event_id, q.subscriber, q.failures, q.fence, q.event_id - c.id as number,
        c.events[q.event_id - c.id + 1] as event,
        array(
          select b.subscriber from outbox b
          where q.subscriber = '' and b.subscriber <> ''
            and b.stream_id = q.stream_id and b.stream_type = q.stream_type
            and b.event_id < q.event_id) as behind,
        c.id, c.stream_type, c.stream_id, c.version, c.owner_id, c.at, c.actor_id, c.task
      from leased q
      join change c on c.stream_id = q.stream_id and c.version = q.version
        and c.stream_type = q.stream_type
      """;

  private static final Sql DELIVERED =
      Sql.of(
          """
          with relaxed as (select set_config('synchronous_commit', 'off', true)),
          done as (
            select * from unnest(:ids::bigint[], :subscribers::text[], :fences::bigint[])
              d(event_id, subscriber, fence), relaxed)
          delete from outbox o using done
          where o.event_id = done.event_id and o.subscriber = done.subscriber
            and o.fence = done.fence
          """);

  private static final Sql SETTLE =
      Sql.of(
          """
          delete from outbox
          where event_id = :id::bigint and subscriber = :subscriber and fence = :fence::bigint
          """);

  private static final Sql REMAINDER =
      Sql.of(
          """
          insert into outbox (
            event_id, subscriber, stream_type, stream_id, version, failures, fence, leased_until)
          values (
            :id::bigint, :subscriber, :stream_type, :stream::uuid, :version::int, :failures::int,
            :fence::bigint, :until::timestamptz)
          on conflict do nothing
          """);

  private static final String LAG =
      """
      select count(*) as waiting, (
        select c.at from outbox o
        join change c on c.stream_id = o.stream_id and c.version = o.version
          and c.stream_type = o.stream_type
        order by o.event_id limit 1) as oldest
      from outbox
      """;

  private final UnitsOfWork units;
  private final Clock clock;
  private final EventRegistry registry;

  /**
   * @param clock by which leases run out
   */
  public JdbiOutbox(UnitsOfWork units, Clock clock, EventRegistry registry) {
    this.registry = registry;
    this.units = units;
    this.clock = clock;
  }

  @Override
  public List<Entry> lease(int limit, Duration term) {
    var now = clock.instant();
    return units.inOne(unit -> {
      unit.write(new Write(BEGIN_LEASE).with("lock", LEASING));
      return unit
          .reading()
          .createQuery(LEASE)
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .bind("until", now.plus(term).atOffset(ZoneOffset.UTC))
          .bind("limit", limit)
          .map(Row.as(this::entry))
          .stream()
          .sorted(Comparator.comparingLong(entry -> entry.event().id()))
          .toList();
    });
  }

  private Entry entry(Row row) {
    var event = ChangeRow.event(row, (int) row.number("number"), row.text("event"), registry::read);
    return new Entry(
        event,
        Optional.of(row.text("subscriber")).filter(name -> !name.isEmpty()),
        Set.copyOf(row.texts("behind")),
        row.integer("failures"),
        row.integer("fence"));
  }

  @Override
  public void settle(Collection<Settlement> settlements) {
    var done = new ArrayList<Entry>();
    var others = new ArrayList<Settlement>();
    for (var settlement : settlements) {
      if (settlement.remainders().isEmpty() && settlement.deadLetters().isEmpty()) {
        done.add(settlement.entry());
      } else {
        others.add(settlement);
      }
    }
    units.run(unit -> {
      unit.write(
          new Write(DELIVERED)
              .with("ids", done.stream().map(entry -> entry.event().id()).toList())
              .with("subscribers", done.stream().map(JdbiOutbox::subscriber).toList())
              .with("fences", done.stream().map(Entry::fence).toList()));
      others.forEach(settlement -> settle(settlement, unit));
    });
  }

  private void settle(Settlement settlement, UnitOfWork unit) {
    var entry = settlement.entry();
    int settled =
        unit.writeNow(
            new Write(SETTLE)
                .with("id", entry.event().id())
                .with("subscriber", subscriber(entry))
                .with("fence", entry.fence()));
    if (settled == 1) {
      settlement.remainders().forEach(remainder -> unit.write(written(entry, remainder)));
      settlement.deadLetters().forEach(letter -> unit.write(JdbiDeadLetters.kept(letter)));
    }
  }

  /** Its fence goes on from the entry's, so that no number proves two leases. */
  private Write written(Entry entry, Remainder remainder) {
    var event = entry.event();
    return new Write(REMAINDER)
        .with("id", event.id())
        .with("subscriber", remainder.subscriber().orElse(ALL))
        .with("stream_type", event.stream().type())
        .with("stream", event.stream().id())
        .with("version", event.version())
        .with("failures", remainder.failures())
        .with("fence", entry.fence())
        .with("until", clock.instant().plus(remainder.pause()));
  }

  private static String subscriber(Entry entry) {
    return entry.subscriber().orElse(ALL);
  }

  @Override
  public Lag lag() {
    return lag(units, clock);
  }

  /** How far delivery is behind. */
  public static Lag lag(UnitsOfWork units, Clock clock) {
    return units.read(handle ->
        handle
            .createQuery(LAG)
            .map(
                Row.as(row ->
                    new Lag(
                        row.number("waiting"),
                        row.optionalInstant("oldest")
                            .map(at -> age(at, clock))
                            .orElse(Duration.ZERO))))
            .one());
  }

  private static Duration age(Instant at, Clock clock) {
    var age = Duration.between(at, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
