package dev.countersign.application.account;

import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;

/** Adds the account with its audit entry. */
public final class RegisterUserHandler implements RegisterUser {
  private final Transactions<AccountStore> transactions;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public RegisterUserHandler(Transactions<AccountStore> transactions, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Command command) {
    var at = clock.instant();
    var account = command.user().account(new UserId(ids.next(at)), Set.of(Role.APPLICANT), at);
    return transactions.inTransaction(store -> {
      return switch (store.accounts().add(account)) {
        case USERNAME_TAKEN -> new UsernameTaken();
        case ADDRESS_TAKEN -> new AddressTaken();
        case ADDED -> {
          store.audit().record(AccountAudit.created(account, "anonymous", command.from()));
          yield new Registered(account);
        }
      };
    });
  }
}
