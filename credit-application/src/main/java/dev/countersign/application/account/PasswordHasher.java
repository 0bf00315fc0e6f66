package dev.countersign.application.account;

/** Hashes passwords, slowly on purpose. */
public interface PasswordHasher {
  /**
   * @throws Busy if more hashes are wanted at once than the machine should make
   */
  String hash(String password);

  /**
   * Takes as long as {@link #hash}, whether it matches or not.
   *
   * @throws Busy if more hashes are wanted at once than the machine should make
   */
  boolean matches(String password, String hash);

  /**
   * For a name that nobody has: as slow as {@link #matches}, and always false.
   *
   * @throws Busy if more hashes are wanted at once than the machine should make
   */
  boolean matchesNobody(String password);

  /** Too many at once; to be tried again a moment later. */
  final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Busy() {
      super("too many passwords are being hashed");
    }
  }
}
