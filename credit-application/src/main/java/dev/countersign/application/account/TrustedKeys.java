package dev.countersign.application.account;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The keys whose signature under an access token is trusted: each node publishes its own, again and
 * again, and trusts those of all. So a key that no node signs with ends by itself, and one that has
 * fallen into other hands can be retired at once. They are public, so whoever wants to verify a
 * token may see them.
 */
public final class TrustedKeys {
  /** How long a key is good after it was published last; longer than any access token lasts. */
  private static final Duration GOOD_FOR = Duration.ofHours(2);

  /** How often its node publishes it. */
  public static final Duration PUBLISHED_EACH = Duration.ofMinutes(30);

  private final Transactions<AccountStore> transactions;
  private final Clock clock;

  @Inject
  public TrustedKeys(Transactions<AccountStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Has every node trust a key for the next two hours.
   *
   * @param id the key's name, at most 64 characters
   * @param jwk the public half as a JSON Web Key (RFC 7517)
   */
  public Trust publish(String id, String jwk) {
    return transactions.inTransaction(store ->
        switch (store.keys().publish(id, jwk, clock.instant().plus(GOOD_FOR))) {
          case PUBLISHED -> Trust.TRUSTED;
          case RETIRED -> Trust.RETIRED;
        });
  }

  /** What came of publishing a key. */
  public enum Trust {
    TRUSTED,
    /** It was retired before, and stays so. */
    RETIRED
  }

  /** Every trusted key as a JSON Web Key, by its name. */
  public Map<String, String> all() {
    return transactions.inTransaction(store -> store.keys().good(clock.instant()));
  }

  /**
   * Has no node trust a key any more: all tokens that it signed stop working within seconds, and
   * its node makes another.
   *
   * @throws NotPermitted if the caller may not
   */
  public Retirement retire(String id, Caller by) {
    by.require(Permission.USER_MANAGE);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      if (!store.keys().retire(id, at)) {
        return Retirement.NOT_TRUSTED;
      }
      store
          .audit()
          .record(
              new AuditEntry(
                  at, by.id().toString(), "retire", "signing-key/" + id, by.origin(), Map.of()));
      return Retirement.RETIRED;
    });
  }

  /** What came of retiring a key. */
  public enum Retirement {
    RETIRED,
    /** There is no such key, or it was not trusted any more. */
    NOT_TRUSTED
  }
}
