package dev.countersign.application.account;

import java.time.Instant;

/** Makes the tokens that a log-in is answered with. */
public interface TokenIssuer {
  /** A signed token that says who the caller is, until it expires. */
  String accessToken(Account account, SessionId session, Instant at, Instant expiresAt);

  /** A secret that nobody can guess: 256 random bits in URL-safe Base64. */
  String refreshToken();
}
