package dev.countersign.application.account;

import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;

/** Loads, changes and saves. What changes nothing leaves sessions and audit trail alone. */
public final class ChangeUserHandler implements ChangeUser {
  private final Transactions<AccountStore> transactions;
  private final PermissionCatalog catalog;
  private final Clock clock;

  @Inject
  public ChangeUserHandler(
      Transactions<AccountStore> transactions, PermissionCatalog catalog, Clock clock) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    command.by().require(Permission.USER_MANAGE);
    return transactions.inTransaction(store -> {
      var unknown = UnknownRoles.among(command.roles().orElseGet(Set::of), store.roles());
      if (!unknown.isEmpty()) {
        return new UnknownRoles(unknown);
      }
      var separated =
          SeparatedPermissions.among(command.roles().orElseGet(Set::of), store.roles(), catalog);
      if (separated.isPresent()) {
        return separated.get();
      }
      return store
          .accounts()
          .find(command.user())
          .map(account -> change(store, account, command))
          .orElseGet(NotFound::new);
    });
  }

  private Outcome change(AccountStore store, Account account, Command command) {
    var changed =
        account.with(
            command.roles().orElse(account.roles()), command.active().orElse(account.active()));
    if (changed.equals(account)) {
      return new Changed(account);
    }
    if (account.id().equals(command.by().id())) {
      return new OwnRoles();
    }
    if (!isAdministered(store, changed)) {
      return new LastAdmin();
    }
    save(store, changed, command);
    return new Changed(changed);
  }

  /**
   * Whether somebody will be left who can log in and manage accounts. The roles that let them stay
   * locked until the transaction ends, so that no two changes take away the last two.
   */
  private static boolean isAdministered(AccountStore store, Account changed) {
    var admins =
        store.roles().all().stream()
            .map(RoleDefinition::role)
            .flatMap(role -> store.roles().find(role).stream())
            .filter(definition -> definition.permissions().contains(Permission.USER_MANAGE))
            .map(RoleDefinition::role)
            .toList();
    return (changed.active() && admins.stream().anyMatch(changed.roles()::contains))
        || admins.stream()
            .flatMap(role -> store.accounts().holding(role, Permission.USER_MANAGE).stream())
            .anyMatch(other -> !other.id().equals(changed.id()));
  }

  private void save(AccountStore store, Account changed, Command command) {
    var at = clock.instant();
    store.accounts().save(changed);
    store.sessions().endAllOf(changed.id(), at);
    store
        .audit()
        .record(
            AccountAudit.changed(changed, command.by().id().toString(), command.by().origin(), at));
  }
}
