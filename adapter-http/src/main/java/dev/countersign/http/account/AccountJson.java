package dev.countersign.http.account;

import dev.countersign.application.account.Account;
import dev.countersign.http.json.Names;
import java.util.List;
import java.util.Optional;

/**
 * An account as it is written.
 *
 * @param locale left out where the account was made only now
 * @param active left out there too
 * @param preferences for the person alone
 */
record AccountJson(
    String id,
    String username,
    String fullName,
    String email,
    List<String> roles,
    Optional<String> locale,
    Optional<Boolean> active,
    Optional<PreferencesJson> preferences) {
  /** What whoever registered gets to see. */
  static AccountJson registered(Account account) {
    return of(account, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What an admin gets to see. */
  static AccountJson forAdmin(Account account) {
    return of(
        account, Optional.of(account.locale()), Optional.of(account.active()), Optional.empty());
  }

  /** What the person gets to see. */
  static AccountJson own(Account account) {
    return of(
        account,
        Optional.of(account.locale()),
        Optional.empty(),
        Optional.of(PreferencesJson.of(account.preferences())));
  }

  private static AccountJson of(
      Account account,
      Optional<String> locale,
      Optional<Boolean> active,
      Optional<PreferencesJson> preferences) {
    return new AccountJson(
        account.id().toString(),
        account.username(),
        account.fullName(),
        account.email(),
        Names.ofRoles(account.roles()),
        locale,
        active,
        preferences);
  }
}
