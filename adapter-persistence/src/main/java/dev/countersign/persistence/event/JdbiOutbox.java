package dev.countersign.persistence.event;

import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * The queue of undelivered events.
 *
 * <p>Claiming is for one node at a time, so that each sees what the one before has taken; whoever
 * commits events never waits for it. Leases and deliveries need not outlive a crash: what is
 * forgotten is delivered again, so nothing here waits for the disk.
 */
public final class JdbiOutbox implements Outbox {
  /** A number of its own among the advisory locks. */
  private static final long CLAIMING = 0x6f7574626f78L;

  private static final Sql BEGIN_CLAIM =
      Sql.of(
          """
          select set_config('synchronous_commit', 'off', true),
            pg_advisory_xact_lock(:lock::bigint)
          """);

  private static final String CLAIM =
      """
      with free as (
        select event_id from outbox o
        where (leased_until is null or leased_until <= :now)
          and not exists (
            select from outbox e
            where e.stream_id = o.stream_id and e.stream_type = o.stream_type
              and e.event_id < o.event_id
              and e.leased_until > :now)
        order by event_id limit :limit),
      claimed as (
        update outbox o set leased_until = :until, attempts = attempts + 1
        from free where o.event_id = free.event_id
        returning o.event_id, o.stream_id, o.stream_type, o.version, o.attempts)
      select q.event_id, q.attempts, q.event_id - c.id as number,
        c.events[q.event_id - c.id + 1] as event,
        c.id, c.stream_type, c.stream_id, c.version, c.owner_id, c.at, c.actor_id, c.task
      from claimed q
      join change c on c.stream_id = q.stream_id and c.version = q.version
        and c.stream_type = q.stream_type
      """;

  private static final Sql DELIVERED =
      Sql.of(
          """
          with relaxed as (select set_config('synchronous_commit', 'off', true)),
          done as (
            select * from unnest(:ids::bigint[], :fences::bigint[]) d(event_id, fence), relaxed)
          delete from outbox o using done
          where o.event_id = done.event_id and o.attempts = done.fence
          """);

  private static final Sql FAILED =
      Sql.of(
          """
          update outbox set leased_until = :until::timestamptz
          where event_id = :id::bigint and attempts = :fence::bigint
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
  public List<Delivery> claim(int limit, Duration lease) {
    var now = clock.instant();
    return units.inOne(unit -> {
      unit.write(new Write(BEGIN_CLAIM).with("lock", CLAIMING));
      return unit
          .reading()
          .createQuery(CLAIM)
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .bind("until", now.plus(lease).atOffset(ZoneOffset.UTC))
          .bind("limit", limit)
          .map(
              Row.as(row ->
                  new Delivery(
                      ChangeRow.event(
                          row, (int) row.number("number"), row.text("event"), registry::read),
                      row.integer("attempts"),
                      row.integer("attempts"))))
          .stream()
          .sorted(Comparator.comparingLong(delivery -> delivery.event().id()))
          .toList();
    });
  }

  @Override
  public void delivered(List<Delivery> deliveries) {
    units.run(unit ->
        unit.write(
            new Write(DELIVERED)
                .with("ids", deliveries.stream().map(each -> each.event().id()).toList())
                .with("fences", deliveries.stream().map(Delivery::fence).toList())));
  }

  @Override
  public void failed(Delivery delivery, Duration pause) {
    units.run(unit ->
        unit.write(
            new Write(FAILED)
                .with("id", delivery.event().id())
                .with("fence", delivery.fence())
                .with("until", clock.instant().plus(pause))));
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
