package dev.countersign.testkit;

import dev.countersign.application.account.PasswordHasher;

/** Stands in for a hasher where nobody wants to wait. Its hashes protect nothing. */
public final class FastPasswords implements PasswordHasher {
  private static final String PREFIX = "not-hashed:";

  private final int cost;

  public FastPasswords() {
    this(1);
  }

  /**
   * @param cost that is written into the hashes, 1 to 9; those of a lower one need to be made anew
   */
  public FastPasswords(int cost) {
    this.cost = cost;
  }

  @Override
  public String hash(String password) {
    return PREFIX + cost + ":" + password;
  }

  @Override
  public boolean matches(String password, String hash) {
    return hash.equals(new FastPasswords(costOf(hash)).hash(password));
  }

  @Override
  public boolean matchesNobody(String password) {
    return false;
  }

  @Override
  public boolean needsRehash(String hash) {
    return costOf(hash) < cost;
  }

  private static int costOf(String hash) {
    return Character.digit(hash.charAt(PREFIX.length()), 10);
  }
}
