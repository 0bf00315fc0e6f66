package dev.countersign.application.account;

import java.time.Instant;
import java.util.Map;

/**
 * The public halves of the keys that sign access tokens, those of every node, within a transaction.
 */
public interface PublicKeys {
  /**
   * Makes a key known to every node until then, or for longer if it is known already.
   *
   * @param id the key's name, at most 64 characters
   * @param jwk the key as a JSON Web Key (RFC 7517)
   */
  Publication publish(String id, String jwk, Instant until);

  /** Every key that is good at that instant, by its name. */
  Map<String, String> good(Instant at);

  /**
   * Has nobody trust a key any more, for good.
   *
   * @return whether it was good until now
   */
  boolean retire(String id, Instant at);

  /** What came of publishing a key. */
  enum Publication {
    PUBLISHED,
    /** It was retired before, and stays so. */
    RETIRED
  }
}
