package dev.countersign.testkit.memory;

import dev.countersign.application.account.AccessIdentity;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Tickets;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.testkit.memory.InMemoryDatabase.OpenedSession;
import java.time.Instant;
import java.util.Optional;

record InMemoryTickets(Transaction transaction) implements Tickets {
  @Override
  public void issue(Hash ticket, SessionId session, Instant expiresAt) {
    Transaction.requireMicros(expiresAt);
    transaction.write(
        transaction.tables().tickets, ticket, Optional.of(new Issued(session, expiresAt)));
  }

  @Override
  public Optional<AccessIdentity> redeem(Hash ticket, Instant at) {
    var tables = transaction.tables();
    var issued = transaction.findLocked(tables.tickets, ticket).flatMap(found -> found);
    issued.ifPresent(found -> transaction.write(tables.tickets, ticket, Optional.empty()));
    return issued
        .filter(found -> at.isBefore(found.expiresAt()))
        .flatMap(found -> transaction.find(tables.sessions, found.session()))
        .filter(OpenedSession::isLive)
        .flatMap(opened ->
            transaction
                .find(tables.accounts, opened.session().user())
                .map(account ->
                    new AccessIdentity(account.id(), account.username(), opened.session().id())));
  }

  record Issued(SessionId session, Instant expiresAt) {}
}
