package dev.countersign.persistence.webhook;

import dev.countersign.application.store.Page;
import dev.countersign.application.webhook.Deliveries;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.Delivery.State;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One row for each event and webhook; nodes take theirs without waiting for one another. */
public final class JdbiDeliveries implements Deliveries {
  private static final Sql ADD =
      Sql.of(
          """
          insert into webhook_delivery (id, webhook_id, event_id, type, body, state, attempts,
            answer, due_at, created_at)
          values (:id::uuid, :webhook::uuid, :event::bigint, :type, :body, :state, :attempts::int,
            :answer, :created_at::timestamptz, :created_at::timestamptz)
          on conflict (webhook_id, event_id) do nothing
          """);

  /** In any order, so that webhooks with many deliveries do not hold up the others. */
  private static final String LEASE =
      """
      with listening as (
        select id from webhook w
        where active and id <> all (:busy) and exists (
          select from webhook_delivery
          where webhook_id = w.id and state = 'WAITING' and due_at <= :now)
        order by random() limit :webhooks),
      due as (
        select d.id from listening l cross join lateral (
          select id from webhook_delivery
          where webhook_id = l.id and state = 'WAITING' and due_at <= :now
          order by due_at, id limit :each for update skip locked) d),
      leased as (
        update webhook_delivery d set due_at = :until
        from due where d.id = due.id
        returning d.*)
      select c.*, w.url, w.types, w.active, w.secret, w.created_at as webhook_created_at
      from leased c join webhook w on w.id = c.webhook_id
      order by c.id
      """;

  private static final Sql TRIED =
      Sql.of(
          """
          update webhook_delivery set state = :state, attempts = :attempts::int, answer = :answer,
            due_at = :due_at::timestamptz
          where id = :id::uuid and state = 'WAITING' and due_at = :until::timestamptz
          """);

  private static final Sql PUT_OFF =
      Sql.of(
          """
          update webhook_delivery set due_at = :due_at::timestamptz
          where id = :id::uuid and state = 'WAITING' and due_at = :until::timestamptz
          """);

  private static final String RENEW =
      """
      update webhook_delivery set state = 'WAITING', attempts = 0, answer = null, due_at = :due_at
      where id = :id
      returning *
      """;

  private static final Sql RENEW_FAILED =
      Sql.of(
          """
          update webhook_delivery set state = 'WAITING', attempts = 0, answer = null,
            due_at = :due_at::timestamptz
          where webhook_id = :webhook::uuid and state = 'FAILED'
          """);

  private static final String BROWSE =
      """
      select * from webhook_delivery
      where webhook_id = :webhook and (:state::text is null or state = :state)
        and (:after::uuid is null or id < :after)
      order by id desc limit :limit
      """;

  private final UnitOfWork unit;

  public JdbiDeliveries(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public void add(Delivery delivery) {
    unit.write(
        new Write(ADD)
            .with("id", delivery.id())
            .with("webhook", delivery.webhook())
            .with("event", delivery.event())
            .with("type", delivery.type())
            .with("body", delivery.body())
            .with("state", delivery.state())
            .with("attempts", delivery.attempts())
            .with("answer", delivery.answer())
            .with("created_at", delivery.createdAt()));
  }

  @Override
  public List<Leased> lease(Instant now, Instant until, Set<UUID> busy, int webhooks, int each) {
    return unit.locking()
        .createQuery(LEASE)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("until", until.atOffset(ZoneOffset.UTC))
        .bindArray("busy", UUID.class, busy)
        .bind("webhooks", webhooks)
        .bind("each", each)
        .map(Row.as(JdbiDeliveries::leased))
        .list();
  }

  @Override
  public void tried(Leased leased, Delivery tried, Instant dueAt) {
    unit.write(
        new Write(TRIED)
            .with("id", tried.id())
            .with("until", leased.until())
            .with("state", tried.state())
            .with("attempts", tried.attempts())
            .with("answer", tried.answer())
            .with("due_at", dueAt));
  }

  @Override
  public void putOff(Leased leased, Instant dueAt) {
    unit.write(
        new Write(PUT_OFF)
            .with("id", leased.delivery().id())
            .with("until", leased.until())
            .with("due_at", dueAt));
  }

  @Override
  public Optional<Delivery> renew(UUID id, Instant dueAt) {
    return unit.locking()
        .createQuery(RENEW)
        .bind("id", id)
        .bind("due_at", dueAt.atOffset(ZoneOffset.UTC))
        .map(Row.as(JdbiDeliveries::delivery))
        .findOne();
  }

  @Override
  public int renewFailed(UUID webhook, Instant dueAt) {
    return unit.writeNow(new Write(RENEW_FAILED).with("webhook", webhook).with("due_at", dueAt));
  }

  @Override
  public Page<Delivery> browse(
      UUID webhook, Optional<State> state, int limit, Optional<String> after) {
    var found =
        unit.reading()
            .createQuery(BROWSE)
            .bind("webhook", webhook)
            .bindByType("state", state.map(State::name).orElse(null), String.class)
            .bindByType("after", after.map(UUID::fromString).orElse(null), UUID.class)
            .bind("limit", limit + 1)
            .map(Row.as(JdbiDeliveries::delivery))
            .list();
    return Page.of(found, limit, delivery -> delivery.id().toString());
  }

  private static Leased leased(Row row) {
    return new Leased(
        delivery(row),
        JdbiWebhooks.webhook(row, "webhook_id", "webhook_created_at"),
        row.instant("due_at"));
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.uuid("id"),
        row.uuid("webhook_id"),
        row.number("event_id"),
        row.text("type"),
        row.text("body"),
        State.valueOf(row.text("state")),
        row.integer("attempts"),
        row.optionalText("answer"),
        row.instant("created_at"));
  }
}
