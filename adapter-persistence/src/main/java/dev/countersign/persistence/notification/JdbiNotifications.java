package dev.countersign.persistence.notification;

import dev.countersign.application.notification.Notification;
import dev.countersign.application.notification.Notifications;
import dev.countersign.application.store.Page;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One row for each person and event. */
public final class JdbiNotifications implements Notifications {
  private static final Sql ADD =
      Sql.of(
          """
          insert into notification (id, recipient_id, event_id, stream_type, stream_id, type, at, facts)
          values (:id::uuid, :recipient::uuid, :event::bigint, :stream_type, :stream_id::uuid,
            :type,
            :at::timestamptz, :facts)
          on conflict (event_id, recipient_id) do nothing
          """);

  private static final String BROWSE =
      """
      select * from notification
      where recipient_id = :recipient and (:after::uuid is null or id < :after)
        and (not :unread or read_at is null)
      order by id desc limit :limit
      """;

  private static final Sql READ =
      Sql.of(
          """
          update notification set read_at = coalesce(read_at, :at::timestamptz)
          where id = :id::uuid and recipient_id = :recipient::uuid
          """);

  private static final Sql READ_ALL =
      Sql.of(
          """
          update notification set read_at = :at::timestamptz
          where recipient_id = :recipient::uuid and read_at is null
          """);

  private final UnitOfWork unit;

  public JdbiNotifications(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public boolean add(Notification notification) {
    return unit.writeNow(
            new Write(ADD)
                .with("id", notification.id())
                .with("recipient", notification.recipient())
                .with("event", notification.event())
                .with("stream_type", notification.stream().type())
                .with("stream_id", notification.stream().id())
                .with("type", notification.type())
                .with("at", notification.at())
                .with("facts", CanonicalJson.write(new Facts(notification.facts()))))
        == 1;
  }

  @Override
  public Page<Notification> browse(
      UserId recipient, boolean unread, int limit, Optional<String> after) {
    var found =
        unit.reading()
            .createQuery(BROWSE)
            .bind("recipient", recipient.value())
            .bindByType("after", after.map(UUID::fromString).orElse(null), UUID.class)
            .bind("unread", unread)
            .bind("limit", limit + 1)
            .map(Row.as(JdbiNotifications::notification))
            .list();
    return Page.of(found, limit, notification -> notification.id().toString());
  }

  @Override
  public boolean read(UUID id, UserId recipient, Instant at) {
    return unit.writeNow(new Write(READ).with("id", id).with("recipient", recipient).with("at", at))
        == 1;
  }

  @Override
  public void readAll(UserId recipient, Instant at) {
    unit.write(new Write(READ_ALL).with("recipient", recipient).with("at", at));
  }

  private static Notification notification(Row row) {
    return new Notification(
        row.uuid("id"),
        row.user("recipient_id"),
        row.number("event_id"),
        new StreamId(row.text("stream_type"), row.uuid("stream_id")),
        row.text("type"),
        row.instant("at"),
        CanonicalJson.read(Facts.class, row.text("facts")).byName(),
        row.optionalInstant("read_at"));
  }

  public record Facts(Map<String, String> byName) {}
}
