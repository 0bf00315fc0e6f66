package dev.countersign.persistence.upkeep;

import dev.countersign.application.upkeep.Retention;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;

/** Deletes some rows at a time. */
public final class JdbiRetention implements Retention {
  private static final Sql ANSWERS =
      Sql.of(
          """
          delete from kept_answer where ctid = any (array(
            select ctid from kept_answer where created_at < :since::timestamptz
            limit :limit::int))
          """);

  private static final Sql SESSIONS =
      Sql.of(
          """
          delete from session where id = any (array(
            select id from session s
            where ended_at < :since::timestamptz or not exists (
              select from refresh_token t
              where t.session_id = s.id and t.expires_at >= :since::timestamptz)
            limit :limit::int))
          """);

  private static final Sql FAILED_LOG_INS =
      Sql.of(
          """
          delete from failed_log_ins where ctid = any (array(
            select ctid from failed_log_ins where last_at < :since::timestamptz
            limit :limit::int))
          """);

  private static final Sql PROCESSED_EVENTS =
      Sql.of(
          """
          delete from processed_event where ctid = any (array(
            select ctid from processed_event where processed_at < :since::timestamptz
            limit :limit::int))
          """);

  private static final Sql DELIVERIES =
      Sql.of(
          """
          delete from webhook_delivery where id = any (array(
            select id from webhook_delivery
            where state = 'DELIVERED' and created_at < :since::timestamptz limit :limit::int))
          """);

  private final UnitsOfWork units;

  public JdbiRetention(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public int drop(Kind kind, Instant since, int limit) {
    var sql =
        switch (kind) {
          case ANSWERS -> ANSWERS;
          case SESSIONS -> SESSIONS;
          case FAILED_LOG_INS -> FAILED_LOG_INS;
          case PROCESSED_EVENTS -> PROCESSED_EVENTS;
          case DELIVERIES -> DELIVERIES;
        };
    return units.inOne(
        unit -> unit.writeNow(new Write(sql).with("since", since).with("limit", limit)));
  }
}
