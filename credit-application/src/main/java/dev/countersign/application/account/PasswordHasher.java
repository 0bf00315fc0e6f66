package dev.countersign.application.account;

/** Hashes passwords, slowly on purpose. */
public interface PasswordHasher {
  /**
   * @throws PasswordsBusy if more hashes are wanted at once than the machine should make
   */
  String hash(String password);

  /**
   * Takes as long as the hash took to be made, whether it matches or not. A hash that was made at
   * another cost than today's matches as well.
   *
   * @throws PasswordsBusy if more hashes are wanted at once than the machine should make
   */
  boolean matches(String password, String hash);

  /**
   * For a name that nobody has: as slow as {@link #hash}, and always false.
   *
   * @throws PasswordsBusy if more hashes are wanted at once than the machine should make
   */
  boolean matchesNobody(String password);

  /** Whether a hash is cheaper than those that {@link #hash} makes now. */
  boolean needsRehash(String hash);
}
