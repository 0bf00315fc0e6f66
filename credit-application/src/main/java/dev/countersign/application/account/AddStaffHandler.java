package dev.countersign.application.account;

import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.UserId;
import jakarta.inject.Inject;
import java.time.Clock;

/** Adds the account with its audit entry, unless a role is unknown. */
public final class AddStaffHandler implements AddStaff {
  private final Transactions<AccountStore> transactions;
  private final Ids ids;
  private final PermissionCatalog catalog;
  private final Clock clock;

  @Inject
  public AddStaffHandler(
      Transactions<AccountStore> transactions, Ids ids, PermissionCatalog catalog, Clock clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    var by = command.by();
    by.require(Permission.USER_MANAGE);
    var at = clock.instant();
    var account = command.user().account(new UserId(ids.next(at)), command.roles(), at);
    return transactions.inTransaction(store -> {
      var unknown = UnknownRoles.among(command.roles(), store.roles());
      if (!unknown.isEmpty()) {
        return new UnknownRoles(unknown);
      }
      var separated = SeparatedPermissions.among(command.roles(), store.roles(), catalog);
      if (separated.isPresent()) {
        return separated.get();
      }
      return switch (store.accounts().add(account)) {
        case USERNAME_TAKEN -> new UsernameTaken();
        case ADDRESS_TAKEN -> new AddressTaken();
        case ADDED -> {
          store.audit().record(AccountAudit.created(account, by.id().toString(), by.origin()));
          yield new Added(account);
        }
      };
    });
  }
}
