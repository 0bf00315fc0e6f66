package dev.countersign.application.account;

import dev.countersign.application.account.AcceptUser.WeakPassword;
import java.util.List;
import java.util.Optional;

/**
 * Which passwords are accepted: long enough, and not easily guessed. No rule asks for kinds of
 * characters (OWASP ASVS 5.0, 6.2).
 */
final class PasswordPolicy {
  private static final int MIN_LENGTH = 8;

  /** Long enough for any passphrase; a bound on what is estimated and hashed. */
  private static final int MAX_LENGTH = 128;

  private final PasswordStrength strength;

  PasswordPolicy(PasswordStrength strength) {
    this.strength = strength;
  }

  /** What is wrong with a person's password, in a sentence that says what to do instead. */
  Optional<WeakPassword> weakness(NewUser person) {
    var password = person.password();
    if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
      return weak("Use at least " + MIN_LENGTH + " characters.");
    }
    if (password.length() > MAX_LENGTH) {
      return weak("Use at most " + MAX_LENGTH + " characters.");
    }
    var personal = List.of(person.username(), person.fullName(), person.email());
    return switch (strength.estimate(password, personal)) {
      case STRONG -> Optional.empty();
      case COMMON -> weak("This password is easily guessed; use several unrelated words.");
      case PERSONAL -> weak("Use a password without your own name, username or e-mail address.");
    };
  }

  private static Optional<WeakPassword> weak(String why) {
    return Optional.of(new WeakPassword(why));
  }
}
