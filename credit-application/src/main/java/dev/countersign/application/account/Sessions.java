package dev.countersign.application.account;

import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Log-ins and their refresh tokens, within a transaction. Tokens are kept as hashes alone. */
public interface Sessions {
  /** Opens a session with its first refresh token. */
  void open(Session session, Hash refreshToken, Instant expiresAt);

  /** A refresh token that was ever issued, locked until the transaction ends. */
  Optional<IssuedToken> find(Hash refreshToken);

  /** Marks a token as used and issues the next of its session. */
  void rotate(Hash used, Hash next, SessionId session, Instant at, Instant expiresAt);

  /** Ends a session: its access and refresh tokens stop working. */
  void end(SessionId session, Instant at);

  /** Ends every session of a person. */
  void endAllOf(UserId user, Instant at);

  /** Ends every session of a person but one. */
  void endOthersOf(UserId user, SessionId kept, Instant at);

  /** The sessions of a person that were not ended, the latest first, at most 100. */
  List<Session> liveOf(UserId user);

  /** A log-in. */
  record Session(SessionId id, UserId user, Instant startedAt) {}

  /**
   * @param ended whether the session was ended
   */
  record IssuedToken(Session session, Instant expiresAt, boolean used, boolean ended) {}
}
