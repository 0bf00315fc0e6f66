package dev.countersign.application.account;

/**
 * Someone to be registered.
 *
 * @param password as the person typed it; hashed when the person is accepted, and kept nowhere
 * @param locale IETF language tag for what the person is sent, such as {@code pt}
 */
public record NewUser(
    String username, String password, String fullName, String email, String locale) {
  /** Without the password. */
  @Override
  public String toString() {
    return "NewUser[username=" + username + "]";
  }
}
