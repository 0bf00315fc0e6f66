package dev.countersign.persistence.account;

import dev.countersign.application.account.AccessIdentity;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Tickets;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.Optional;

/**
 * Tickets by their hashes. A ticket is removed when it is redeemed, so that it is good once, and
 * those that never were go when others come.
 */
final class JdbiTickets implements Tickets {
  private static final Sql ISSUE =
      Sql.of(
          """
          with gone as (
            delete from ticket where expires_at < :expires_at::timestamptz - interval '1 hour')
          insert into ticket (hash, session_id, expires_at)
          values (:hash, :session::uuid, :expires_at::timestamptz)
          """);

  private static final String REDEEM =
      """
      with redeemed as (delete from ticket where hash = :hash returning session_id, expires_at)
      select s.id, s.user_id, a.username
      from redeemed r join session s on s.id = r.session_id join account a on a.id = s.user_id
      where r.expires_at > cast(:at as timestamptz) and s.ended_at is null
      """;

  private final UnitOfWork unit;

  JdbiTickets(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public void issue(Hash ticket, SessionId session, Instant expiresAt) {
    unit.write(
        new Write(ISSUE)
            .with("hash", ticket)
            .with("session", session.value())
            .with("expires_at", expiresAt));
  }

  @Override
  public Optional<AccessIdentity> redeem(Hash ticket, Instant at) {
    return unit.locking()
        .createQuery(REDEEM)
        .bind("hash", ticket.value())
        .bind("at", at.toString())
        .map(
            Row.as(row ->
                new AccessIdentity(
                    row.user("user_id"), row.text("username"), new SessionId(row.uuid("id")))))
        .findOne();
  }
}
