package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * A person who can log in.
 *
 * @param username unique, whatever the case of its letters
 * @param passwordHash in the form of its hasher; never shown
 * @param locale IETF language tag for what the person is sent, such as {@code pt}
 * @param active whether the person may log in
 */
public record Account(
    UserId id,
    String username,
    String fullName,
    String email,
    String locale,
    Set<Role> roles,
    boolean active,
    Preferences preferences,
    String passwordHash,
    Instant createdAt) {
  public Account {
    roles = Set.copyOf(roles);
  }

  /** How the person wants to be notified. */
  public record Preferences(boolean email, boolean live) {
    public static final Preferences ALL = new Preferences(true, true);
  }

  public Account with(Set<Role> newRoles, boolean newActive) {
    return new Account(
        id,
        username,
        fullName,
        email,
        locale,
        newRoles,
        newActive,
        preferences,
        passwordHash,
        createdAt);
  }

  public Account withPassword(String newPasswordHash) {
    return new Account(
        id,
        username,
        fullName,
        email,
        locale,
        roles,
        active,
        preferences,
        newPasswordHash,
        createdAt);
  }

  public Account withEmail(String newEmail) {
    return withProfile(fullName, newEmail, locale);
  }

  /** With what the person says of themselves. */
  public Account withProfile(String newFullName, String newEmail, String newLocale) {
    return new Account(
        id,
        username,
        newFullName,
        newEmail,
        newLocale,
        roles,
        active,
        preferences,
        passwordHash,
        createdAt);
  }

  public Account with(Preferences newPreferences) {
    return new Account(
        id,
        username,
        fullName,
        email,
        locale,
        roles,
        active,
        newPreferences,
        passwordHash,
        createdAt);
  }
}
