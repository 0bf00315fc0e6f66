package dev.countersign.application.account;

import java.util.Map;

/** The public halves of the keys that sign access tokens, those of every node. */
public interface PublicKeys {
  /**
   * Makes a key known to every node. Doing so again changes nothing.
   *
   * @param id the key's name, at most 64 characters
   * @param jwk the key as a JSON Web Key (RFC 7517)
   */
  void publish(String id, String jwk);

  /** Every key that was published, by its name. */
  Map<String, String> all();
}
