package dev.countersign.persistence.notification;

import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.Email.State;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.store.Page;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** One row for each e-mail; senders take theirs without waiting for one another. */
public final class JdbiEmails implements Emails {
  private static final Sql ADD =
      Sql.of(
          """
          insert into email (id, recipient_id, event_id, address, subject, body, html, state,
            attempts, failure, due_at, created_at)
          values (:id::uuid, :recipient::uuid, :event::bigint, :address, :subject, :body, :html,
            :state, :attempts::int, :failure, :created_at::timestamptz, :created_at::timestamptz)
          on conflict (event_id, recipient_id) do nothing
          """);

  private static final String LEASE =
      """
      with due as (
        select id from email where state = 'WAITING' and due_at <= :now
        order by due_at limit 1 for update skip locked)
      update email e set attempts = attempts + 1, due_at = :until
      from due where e.id = due.id
      returning e.*
      """;

  private static final Sql TRIED =
      Sql.of(
          """
          update email set state = :state, failure = :failure, due_at = :due_at::timestamptz
          where id = :id::uuid and state = 'WAITING' and attempts = :attempts::int
          """);

  private static final String RENEW =
      """
      update email set state = 'WAITING', attempts = 0, failure = null, due_at = :due_at
      where id = :id
      returning *
      """;

  private static final String BROWSE =
      """
      select * from email
      where (:state::text is null or state = :state) and (:after::uuid is null or id < :after)
      order by id desc limit :limit
      """;

  private final UnitOfWork unit;

  public JdbiEmails(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public void add(Email email) {
    unit.write(
        new Write(ADD)
            .with("id", email.id())
            .with("recipient", email.recipient())
            .with("event", email.event())
            .with("address", email.address())
            .with("subject", email.content().subject())
            .with("body", email.content().text())
            .with("html", email.content().html())
            .with("state", email.state())
            .with("attempts", email.attempts())
            .with("failure", email.failure())
            .with("created_at", email.createdAt()));
  }

  @Override
  public Optional<Email> lease(Instant now, Instant until) {
    return unit.locking()
        .createQuery(LEASE)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("until", until.atOffset(ZoneOffset.UTC))
        .map(Row.as(JdbiEmails::email))
        .findOne();
  }

  @Override
  public void tried(Email email, Instant dueAt) {
    unit.write(
        new Write(TRIED)
            .with("id", email.id())
            .with("state", email.state())
            .with("attempts", email.attempts())
            .with("failure", email.failure())
            .with("due_at", dueAt));
  }

  @Override
  public Optional<Email> renew(UUID id, Instant dueAt) {
    return unit.locking()
        .createQuery(RENEW)
        .bind("id", id)
        .bind("due_at", dueAt.atOffset(ZoneOffset.UTC))
        .map(Row.as(JdbiEmails::email))
        .findOne();
  }

  @Override
  public Page<Email> browse(Optional<State> state, int limit, Optional<String> after) {
    var found =
        unit.reading()
            .createQuery(BROWSE)
            .bindByType("state", state.map(State::name).orElse(null), String.class)
            .bindByType("after", after.map(UUID::fromString).orElse(null), UUID.class)
            .bind("limit", limit + 1)
            .map(Row.as(JdbiEmails::email))
            .list();
    return Page.of(found, limit, email -> email.id().toString());
  }

  private static Email email(Row row) {
    return new Email(
        row.uuid("id"),
        row.user("recipient_id"),
        row.number("event_id"),
        row.text("address"),
        new Email.Content(row.text("subject"), row.text("body"), row.text("html")),
        State.valueOf(row.text("state")),
        row.integer("attempts"),
        row.optionalText("failure"),
        row.instant("created_at"));
  }
}
