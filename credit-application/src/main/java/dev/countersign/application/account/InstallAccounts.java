package dev.countersign.application.account;

import dev.countersign.application.account.Accounts.Addition;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the accounts that an installation begins with; its operator answers for their passwords.
 */
public final class InstallAccounts {
  private static final String INSTALLATION = "installation";

  private final Transactions<AccountStore> transactions;
  private final PasswordHasher passwords;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public InstallAccounts(
      Transactions<AccountStore> transactions, PasswordHasher passwords, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /** What becomes of the password of an account that exists. */
  public enum Existing {
    KEEPS_ITS_PASSWORD,
    /** Its sessions end. */
    GETS_THE_PASSWORD
  }

  /** Whether nobody has an account yet. */
  public boolean areNeeded() {
    return transactions.inTransaction(
        store -> store.accounts().browse(1, Optional.empty()).items().isEmpty());
  }

  /** Sees to it that an account of that username exists. */
  public void install(NewUser user, Set<Role> roles, Existing existing) {
    boolean exists =
        transactions.inTransaction(
            store -> store.accounts().findByUsername(user.username()).isPresent());
    if (exists && existing == Existing.KEEPS_ITS_PASSWORD) {
      return;
    }
    var at = clock.instant();
    var fresh = AcceptedUser.of(user, passwords).account(new UserId(ids.next(at)), roles, at);
    transactions.run(store -> {
      var account = store.accounts().findByUsername(user.username());
      if (account.isPresent() && existing == Existing.GETS_THE_PASSWORD) {
        setPassword(store, account.get().withPassword(fresh.passwordHash()), at);
      } else if (account.isEmpty() && store.accounts().add(fresh) == Addition.ADDED) {
        store.audit().record(AccountAudit.created(fresh, INSTALLATION, Origin.INTERNAL));
      }
    });
  }

  private static void setPassword(AccountStore store, Account changed, Instant at) {
    store.accounts().save(changed);
    store.sessions().endAllOf(changed.id(), at);
    store.audit().record(AccountAudit.changed(changed, INSTALLATION, Origin.INTERNAL, at));
  }
}
