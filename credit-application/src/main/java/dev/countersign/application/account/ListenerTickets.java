package dev.countersign.application.account;

import dev.countersign.application.store.Transactions;
import dev.countersign.domain.canonical.Hash;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets somebody listen from where no header can be sent, such as a browser's event source: what
 * stands in an address ends up in logs and histories, so it is good once, for half a minute.
 */
public final class ListenerTickets {
  public static final Duration GOOD_FOR = Duration.ofSeconds(30);

  /** As long as an access token. */
  private static final Duration LISTENING_LASTS = Duration.ofMinutes(30);

  private final Transactions<AccountStore> transactions;
  private final TokenIssuer issuer;
  private final Clock clock;

  @Inject
  public ListenerTickets(Transactions<AccountStore> transactions, TokenIssuer issuer, Clock clock) {
    this.transactions = transactions;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A ticket for one connection of the caller. */
  public String issue(Caller caller) {
    var ticket = issuer.refreshToken();
    var until = clock.instant().plus(GOOD_FOR);
    transactions.run(store -> store.tickets().issue(Hash.of(ticket), caller.session(), until));
    return ticket;
  }

  /** Whose ticket it is, if it is good. */
  public Optional<Redeemed> redeem(String ticket) {
    var at = clock.instant();
    Optional<AccessIdentity> identity =
        transactions.inTransaction(store -> store.tickets().redeem(Hash.of(ticket), at));
    return identity.map(whose -> new Redeemed(whose, at.plus(LISTENING_LASTS)));
  }

  /**
   * @param until when whoever listens has to come back with another
   */
  public record Redeemed(AccessIdentity identity, Instant until) {}
}
