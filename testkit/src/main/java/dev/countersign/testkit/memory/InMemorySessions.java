package dev.countersign.testkit.memory;

import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.party.UserId;
import dev.countersign.testkit.memory.InMemoryDatabase.OpenedSession;
import dev.countersign.testkit.memory.InMemoryDatabase.RefreshToken;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemorySessions(Transaction transaction) implements Sessions {
  @Override
  public void open(Session session, Hash refreshToken, Instant expiresAt) {
    Transaction.requireMicros(session.startedAt());
    if (transaction.find(transaction.tables().accounts, session.user()).isEmpty()) {
      throw new IllegalStateException("nobody has the id " + session.user());
    }
    transaction.write(
        transaction.tables().sessions, session.id(), new OpenedSession(session, Optional.empty()));
    issue(refreshToken, session.id(), expiresAt);
  }

  @Override
  public Optional<IssuedToken> find(Hash refreshToken) {
    return transaction
        .find(transaction.tables().tokens, refreshToken)
        .map(RefreshToken::session)
        .flatMap(id -> transaction.findLocked(transaction.tables().sessions, id))
        .map(opened -> {
          var token = transaction.find(transaction.tables().tokens, refreshToken).orElseThrow();
          return new IssuedToken(
              opened.session(), token.expiresAt(), token.used(), !opened.isLive());
        });
  }

  @Override
  public void rotate(Hash used, Hash next, SessionId session, Instant at, Instant expiresAt) {
    var tokens = transaction.tables().tokens;
    var token = transaction.findLocked(tokens, used).orElseThrow();
    transaction.write(tokens, used, new RefreshToken(token.session(), token.expiresAt(), true));
    issue(next, session, expiresAt);
  }

  @Override
  public void end(SessionId session, Instant at) {
    Transaction.requireMicros(at);
    var sessions = transaction.tables().sessions;
    transaction
        .findLocked(sessions, session)
        .filter(OpenedSession::isLive)
        .ifPresent(opened ->
            transaction.write(
                sessions, session, new OpenedSession(opened.session(), Optional.of(at))));
  }

  @Override
  public void endAllOf(UserId user, Instant at) {
    transaction.rows(transaction.tables().sessions).stream()
        .map(OpenedSession::session)
        .filter(session -> session.user().equals(user))
        .forEach(session -> end(session.id(), at));
  }

  @Override
  public void endOthersOf(UserId user, SessionId kept, Instant at) {
    liveOf(user).stream()
        .map(Session::id)
        .filter(session -> !session.equals(kept))
        .forEach(session -> end(session, at));
  }

  @Override
  public List<Session> liveOf(UserId user) {
    return transaction.rows(transaction.tables().sessions).stream()
        .filter(OpenedSession::isLive)
        .map(OpenedSession::session)
        .filter(session -> session.user().equals(user))
        .sorted(
            Comparator.comparing(Session::startedAt)
                .reversed()
                .thenComparing(session -> session.id().value()))
        .limit(100)
        .toList();
  }

  private void issue(Hash refreshToken, SessionId session, Instant expiresAt) {
    Transaction.requireMicros(expiresAt);
    var tokens = transaction.tables().tokens;
    if (transaction.findLocked(tokens, refreshToken).isPresent()) {
      throw new IllegalStateException("a refresh token is issued once");
    }
    transaction.write(tokens, refreshToken, new RefreshToken(session, expiresAt, false));
  }
}
