package dev.countersign.application.account;

import dev.countersign.domain.canonical.Hash;
import java.time.Instant;
import java.util.Optional;

/** Tickets by which a session's owner opens one connection, within a transaction. */
public interface Tickets {
  /** Keeps a ticket, as a hash alone. */
  void issue(Hash ticket, SessionId session, Instant expiresAt);

  /** Whose ticket it is, if it is good; it is not good again. */
  Optional<AccessIdentity> redeem(Hash ticket, Instant at);
}
