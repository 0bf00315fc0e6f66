package dev.countersign.application.account;

import dev.countersign.application.store.Page;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts, within a transaction. One that was found stays as it is until the transaction ends,
 * so that nobody logs in while they are locked out, and no change undoes another.
 */
public interface Accounts {
  Optional<Account> find(UserId id);

  /** Whatever the case of the letters. */
  Optional<Account> findByUsername(String username);

  /** The same as it is now, without keeping it so. */
  Optional<Account> look(String username);

  /** Whether somebody has the e-mail address, whatever the case of its letters. */
  boolean isAddressTaken(String email);

  /**
   * Those who may log in and hold the role, by username, at most 1,000; nobody, if the role does
   * not give the permission.
   */
  List<Account> holding(Role role, Permission permission);

  /** Whether anyone, active or not, holds the role together with one of the others. */
  boolean isHeldWith(Role role, Set<Role> others);

  /** Adds an account, unless its username or its e-mail address is somebody else's. */
  Addition add(Account account);

  /**
   * Replaces the account of that id.
   *
   * @throws IllegalStateException if somebody else has its e-mail address
   */
  void save(Account account);

  /** What came of adding an account. Letters that differ in case alone are the same. */
  enum Addition {
    ADDED,
    USERNAME_TAKEN,
    ADDRESS_TAKEN
  }

  /**
   * By username.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   */
  Page<Account> browse(int limit, Optional<String> after);
}
