package dev.countersign.application.account;

import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Accepts someone to be registered if their password is good enough, and hashes it. This is slow,
 * so it comes before the transaction that makes the account.
 */
public final class AcceptUser {
  private final PasswordPolicy policy;
  private final PasswordHasher passwords;

  @Inject
  public AcceptUser(PasswordHasher passwords, PasswordStrength strength) {
    this.policy = new PasswordPolicy(strength);
    this.passwords = passwords;
  }

  /**
   * @throws PasswordsBusy if too many passwords are being hashed
   */
  public Outcome handle(NewUser user) {
    return weakness(user)
        .<Outcome>map(weak -> weak)
        .orElseGet(() -> new Accepted(AcceptedUser.of(user, passwords)));
  }

  /** What makes a person's password too easily guessed, if anything does; hashes nothing. */
  public Optional<WeakPassword> weakness(NewUser user) {
    return policy.weakness(user);
  }

  /** What came of it. */
  public sealed interface Outcome {}

  public record Accepted(AcceptedUser user) implements Outcome {}

  /**
   * @param why what the person has to do about it
   */
  public record WeakPassword(String why) implements Outcome, OwnAccount.PasswordOutcome {}
}
