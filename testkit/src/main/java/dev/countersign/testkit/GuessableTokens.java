package dev.countersign.testkit;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.TokenIssuer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Issues tokens that count up. They are neither signed nor secret. */
public final class GuessableTokens implements TokenIssuer {
  private final AtomicLong issued = new AtomicLong();

  @Override
  public String accessToken(Account account, SessionId session, Instant at, Instant expiresAt) {
    return "access-" + issued.incrementAndGet();
  }

  @Override
  public String refreshToken() {
    return "refresh-" + issued.incrementAndGet();
  }
}
