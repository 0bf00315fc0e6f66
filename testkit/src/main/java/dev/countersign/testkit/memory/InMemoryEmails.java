package dev.countersign.testkit.memory;

import dev.countersign.application.notification.Email;
import dev.countersign.application.notification.Email.State;
import dev.countersign.application.notification.Emails;
import dev.countersign.application.store.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

record InMemoryEmails(Transaction transaction) implements Emails {
  record Due(Email email, Instant at) {}

  @Override
  public void add(Email email) {
    Transaction.requireMicros(email.createdAt());
    boolean known =
        transaction.rows(transaction.tables().emails).stream()
            .map(Due::email)
            .anyMatch(other ->
                other.event() == email.event() && other.recipient().equals(email.recipient()));
    if (!known) {
      transaction.write(transaction.tables().emails, email.id(), new Due(email, email.createdAt()));
    }
  }

  @Override
  public Optional<Email> lease(Instant now, Instant until) {
    Transaction.requireMicros(until);
    return transaction.rows(transaction.tables().emails).stream()
        .filter(due -> isWaiting(due) && !due.at().isAfter(now))
        .sorted(Comparator.comparing(Due::at))
        .filter(due ->
            transaction
                .tables()
                .tryLock(transaction, transaction.tables().emails, due.email().id()))
        .findFirst()
        .map(due -> attempted(due.email(), due.email().attempts() + 1, due.email().failure()))
        .map(leased -> written(leased, until));
  }

  @Override
  public void tried(Email email, Instant dueAt) {
    Transaction.requireMicros(dueAt);
    transaction
        .findLocked(transaction.tables().emails, email.id())
        .filter(due -> isWaiting(due) && due.email().attempts() == email.attempts())
        .ifPresent(due -> {
          var unused = written(email, dueAt);
        });
  }

  @Override
  public Optional<Email> renew(UUID id, Instant dueAt) {
    Transaction.requireMicros(dueAt);
    return transaction
        .findLocked(transaction.tables().emails, id)
        .map(due -> written(attempted(due.email(), 0, Optional.empty()), dueAt));
  }

  private static boolean isWaiting(Due due) {
    return due.email().state() == State.WAITING;
  }

  private static Email attempted(Email it, int attempts, Optional<String> failure) {
    return new Email(
        it.id(),
        it.recipient(),
        it.event(),
        it.address(),
        it.content(),
        State.WAITING,
        attempts,
        failure,
        it.createdAt());
  }

  private Email written(Email email, Instant dueAt) {
    transaction.write(transaction.tables().emails, email.id(), new Due(email, dueAt));
    return email;
  }

  @Override
  public Page<Email> browse(Optional<State> state, int limit, Optional<String> after) {
    var below = after.map(UUID::fromString).map(UUID::toString);
    var found =
        transaction.rows(transaction.tables().emails).stream()
            .map(Due::email)
            .filter(email -> state.map(wanted -> wanted == email.state()).orElse(true))
            .filter(email -> below.map(id -> email.id().toString().compareTo(id) < 0).orElse(true))
            .sorted(Comparator.comparing((Email email) -> email.id().toString()).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(found, limit, email -> email.id().toString());
  }
}
