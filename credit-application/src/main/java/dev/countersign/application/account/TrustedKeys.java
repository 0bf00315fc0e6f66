package dev.countersign.application.account;

import jakarta.inject.Inject;
import java.util.Map;

/**
 * The keys whose signature under an access token is trusted: each node publishes its own and trusts
 * those of all. They are public, so whoever wants to verify a token may see them.
 */
public final class TrustedKeys {
  private final PublicKeys keys;

  @Inject
  public TrustedKeys(PublicKeys keys) {
    this.keys = keys;
  }

  /**
   * Has every node trust a key from now on. Doing so again changes nothing.
   *
   * @param id the key's name, at most 64 characters
   * @param jwk the public half as a JSON Web Key (RFC 7517)
   */
  public void publish(String id, String jwk) {
    keys.publish(id, jwk);
  }

  /** Every trusted key as a JSON Web Key, by its name. */
  public Map<String, String> all() {
    return keys.all();
  }
}
