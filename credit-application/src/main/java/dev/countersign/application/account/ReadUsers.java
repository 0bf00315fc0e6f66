package dev.countersign.application.account;

import dev.countersign.application.store.Page;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.UserId;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Shows accounts: their own to each caller, all of them to whoever keeps users. What someone may
 * not see does not exist for them.
 */
public final class ReadUsers {
  private final Transactions<AccountStore> transactions;

  @Inject
  public ReadUsers(Transactions<AccountStore> transactions) {
    this.transactions = transactions;
  }

  public Optional<Account> find(UserId id, Caller caller) {
    return id.equals(caller.id()) || caller.may(Permission.USER_MANAGE)
        ? transactions.inTransaction(store -> store.accounts().find(id))
        : Optional.empty();
  }

  /**
   * By username.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the page before
   * @throws NotPermitted if the caller may not
   */
  public Page<Account> browse(int limit, Optional<String> after, Caller caller) {
    caller.require(Permission.USER_MANAGE);
    return transactions.inTransaction(store -> store.accounts().browse(limit, after));
  }
}
