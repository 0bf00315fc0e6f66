package dev.countersign.application.account;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;

/** Loads, changes and saves, with an audit entry if anything changes. */
public final class SetPreferencesHandler implements SetPreferences {
  private final Transactions<AccountStore> transactions;
  private final Clock clock;

  @Inject
  public SetPreferencesHandler(Transactions<AccountStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    return transactions.inTransaction(store ->
        store
            .accounts()
            .find(command.by().id())
            .<Outcome>map(account -> keep(store, account, command))
            .orElseGet(NotFound::new));
  }

  private Kept keep(AccountStore store, Account account, Command command) {
    var wanted = command.preferences();
    if (!wanted.equals(account.preferences())) {
      store.accounts().save(account.with(wanted));
      store.audit().record(entry(command));
    }
    return new Kept(wanted);
  }

  private AuditEntry entry(Command command) {
    return new AuditEntry(
        clock.instant(),
        command.by().id().toString(),
        "set-preferences",
        "user/" + command.by().id(),
        command.by().origin(),
        Map.of(
            "email", String.valueOf(command.preferences().email()),
            "live", String.valueOf(command.preferences().live())));
  }
}
