package dev.countersign.persistence.event;

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
            where e.request_id = o.request_id and e.event_id < o.event_id
              and e.leased_until > :now)
        order by event_id limit :limit),
      claimed as (
        update outbox o set leased_until = :until, attempts = attempts + 1
        from free where o.event_id = free.event_id
        returning o.event_id, o.request_id, o.revision, o.attempts)
      select q.event_id, q.attempts, q.event_id - c.id as number,
        c.events[q.event_id - c.id + 1] as event,
        c.id, c.request_id, c.revision, c.at, c.actor_id, c.task
      from claimed q join change c on c.request_id = q.request_id and c.revision = q.revision
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
        join change c on c.request_id = o.request_id and c.revision = o.revision
        order by o.event_id limit 1) as oldest
      from outbox
      """;

  private final UnitsOfWork units;
  private final Clock clock;

  /**
   * @param clock by which leases run out
   */
  public JdbiOutbox(UnitsOfWork units, Clock clock) {
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
                      ChangeRow.event(row, (int) row.number("number"), row.text("event")),
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
    return units.read(handle ->
        handle
            .createQuery(LAG)
            .map(
                Row.as(row ->
                    new Lag(
                        row.number("waiting"),
                        row.optionalInstant("oldest").map(this::age).orElse(Duration.ZERO))))
            .one());
  }

  private Duration age(Instant at) {
    var age = Duration.between(at, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
