package dev.countersign.persistence.account;

import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Log-ins and the hashes of their refresh tokens. */
public final class JdbiSessions implements Sessions {
  private static final Sql OPEN =
      Sql.of(
          """
          with opened as (
            insert into session (id, user_id, started_at)
            values (:id::uuid, :user::uuid, :at::timestamptz) returning id)
          insert into refresh_token (hash, session_id, expires_at)
          select :hash, id, :expires_at::timestamptz from opened
          """);

  /** The lock on the session is for all of its tokens: of two uses of one, the second waits. */
  private static final String LOCK =
      """
      select s.id from session s join refresh_token t on t.session_id = s.id
      where t.hash = :hash for no key update of s
      """;

  /** A statement of its own, to see what the other one did while the lock was waited for. */
  private static final String FIND =
      """
      select s.id, s.user_id, s.started_at, t.expires_at, t.used_at is not null as used,
        s.ended_at is not null as ended
      from refresh_token t join session s on s.id = t.session_id
      where t.hash = :hash
      """;

  private static final Sql ROTATE =
      Sql.of(
          """
          with used as (
            update refresh_token set used_at = :at::timestamptz where hash = :used
            returning session_id)
          insert into refresh_token (hash, session_id, expires_at)
          select :next, session_id, :expires_at::timestamptz from used
          """);

  private static final Sql END =
      Sql.of(
          """
          update session set ended_at = :at::timestamptz
          where id = :id::uuid and ended_at is null
          """);

  private static final Sql END_ALL =
      Sql.of(
          """
          update session set ended_at = :at::timestamptz
          where user_id = :user::uuid and ended_at is null
          """);

  private static final Sql END_OTHERS =
      Sql.of(
          """
          update session set ended_at = :at::timestamptz
          where user_id = :user::uuid and id <> :kept::uuid and ended_at is null
          """);

  private static final String LIVE_OF =
      """
      select id, user_id, started_at from session s
      where user_id = :user and ended_at is null
      order by started_at desc, id limit 100
      """;

  private final UnitOfWork unit;

  public JdbiSessions(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public void open(Session session, Hash refreshToken, Instant expiresAt) {
    unit.write(
        new Write(OPEN)
            .with("id", session.id().value())
            .with("user", session.user())
            .with("at", session.startedAt())
            .with("hash", refreshToken)
            .with("expires_at", expiresAt));
  }

  @Override
  public Optional<IssuedToken> find(Hash refreshToken) {
    var handle = unit.locking();
    var locked =
        handle
            .createQuery(LOCK)
            .bind("hash", refreshToken.value())
            .map(Row.as(row -> row.uuid("id")))
            .findOne();
    return locked.map(session ->
        handle
            .createQuery(FIND)
            .bind("hash", refreshToken.value())
            .map(
                Row.as(row ->
                    new IssuedToken(
                        new Session(
                            new SessionId(session), row.user("user_id"), row.instant("started_at")),
                        row.instant("expires_at"),
                        row.flag("used"),
                        row.flag("ended"))))
            .one());
  }

  @Override
  public void rotate(Hash used, Hash next, SessionId session, Instant at, Instant expiresAt) {
    unit.write(
        new Write(ROTATE)
            .with("used", used)
            .with("next", next)
            .with("at", at)
            .with("expires_at", expiresAt));
  }

  @Override
  public void end(SessionId session, Instant at) {
    unit.write(new Write(END).with("id", session.value()).with("at", at));
  }

  @Override
  public void endAllOf(UserId user, Instant at) {
    unit.write(new Write(END_ALL).with("user", user).with("at", at));
  }

  @Override
  public void endOthersOf(UserId user, SessionId kept, Instant at) {
    unit.write(new Write(END_OTHERS).with("user", user).with("kept", kept.value()).with("at", at));
  }

  @Override
  public List<Session> liveOf(UserId user) {
    return unit.reading()
        .createQuery(LIVE_OF)
        .bind("user", user.value())
        .map(
            Row.as(row ->
                new Session(
                    new SessionId(row.uuid("id")), row.user("user_id"), row.instant("started_at"))))
        .list();
  }
}
