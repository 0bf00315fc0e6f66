package dev.countersign.testkit;

import dev.countersign.application.account.PasswordHasher;

/** Stands in for a hasher where nobody wants to wait. Its hashes protect nothing. */
public final class FastPasswords implements PasswordHasher {
  private static final String PREFIX = "not-hashed:";

  @Override
  public String hash(String password) {
    return PREFIX + password;
  }

  @Override
  public boolean matches(String password, String hash) {
    return hash.equals(hash(password));
  }

  @Override
  public boolean matchesNobody(String password) {
    return false;
  }
}
