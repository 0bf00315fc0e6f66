package dev.countersign.application.account;

import dev.countersign.application.account.Account.Preferences;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Set;

/** Someone who can be registered: {@link AcceptUser} found their password good and hashed it. */
public final class AcceptedUser {
  private final NewUser user;
  private final String passwordHash;

  private AcceptedUser(NewUser user, String passwordHash) {
    this.user = user;
    this.passwordHash = passwordHash;
  }

  /** Hashes the password, which is slow and must not be done within a transaction. */
  static AcceptedUser of(NewUser user, PasswordHasher passwords) {
    return new AcceptedUser(
        new NewUser(user.username(), "", user.fullName(), user.email(), user.locale()),
        passwords.hash(user.password()));
  }

  Account account(UserId id, Set<Role> roles, Instant createdAt) {
    return new Account(
        id,
        user.username(),
        user.fullName(),
        user.email(),
        user.locale(),
        roles,
        true,
        Preferences.ALL,
        passwordHash,
        createdAt);
  }
}
