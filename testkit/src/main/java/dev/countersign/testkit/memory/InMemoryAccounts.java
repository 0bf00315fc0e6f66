package dev.countersign.testkit.memory;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.Permission;
import dev.countersign.application.store.Page;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

record InMemoryAccounts(Transaction transaction) implements Accounts {
  @Override
  public Optional<Account> find(UserId id) {
    return transaction.findLocked(transaction.tables().accounts, id);
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return transaction.find(transaction.tables().usernames, folded(username)).flatMap(this::find);
  }

  @Override
  public Optional<Account> look(String username) {
    return transaction
        .find(transaction.tables().usernames, folded(username))
        .flatMap(id -> transaction.find(transaction.tables().accounts, id));
  }

  @Override
  public boolean isAddressTaken(String email) {
    return owner(email).isPresent();
  }

  private Optional<UserId> owner(String email) {
    return transaction
        .findLocked(transaction.tables().addresses, folded(email))
        .flatMap(owner -> owner);
  }

  @Override
  public List<Account> holding(Role role, Permission permission) {
    var gives =
        transaction
            .find(transaction.tables().roles, role)
            .filter(definition -> definition.permissions().contains(permission));
    if (gives.isEmpty()) {
      return List.of();
    }
    return transaction.rows(transaction.tables().accounts).stream()
        .filter(account -> account.active() && account.roles().contains(role))
        .sorted(Comparator.comparing(account -> folded(account.username())))
        .limit(1_000)
        .toList();
  }

  @Override
  public boolean isHeldWith(Role role, Set<Role> others) {
    return transaction.rows(transaction.tables().accounts).stream()
        .map(Account::roles)
        .anyMatch(held -> held.contains(role) && held.stream().anyMatch(others::contains));
  }

  @Override
  public Addition add(Account account) {
    Transaction.requireMicros(account.createdAt());
    var name = folded(account.username());
    if (transaction.findLocked(transaction.tables().usernames, name).isPresent()) {
      return Addition.USERNAME_TAKEN;
    }
    if (isAddressTaken(account.email())) {
      return Addition.ADDRESS_TAKEN;
    }
    transaction.write(transaction.tables().usernames, name, account.id());
    transaction.write(
        transaction.tables().addresses, folded(account.email()), Optional.of(account.id()));
    transaction.write(transaction.tables().accounts, account.id(), account);
    return Addition.ADDED;
  }

  @Override
  public void save(Account account) {
    var before =
        find(account.id())
            .filter(kept -> kept.username().equals(account.username()))
            .orElseThrow(
                () -> new IllegalStateException("no account of that id and name: " + account.id()));
    if (owner(account.email()).filter(id -> !id.equals(account.id())).isPresent()) {
      throw new IllegalStateException("somebody else has the address");
    }
    transaction.write(transaction.tables().addresses, folded(before.email()), Optional.empty());
    transaction.write(
        transaction.tables().addresses, folded(account.email()), Optional.of(account.id()));
    transaction.write(transaction.tables().accounts, account.id(), account);
  }

  @Override
  public Page<Account> browse(int limit, Optional<String> after) {
    var rest =
        transaction.rows(transaction.tables().accounts).stream()
            .filter(account ->
                after.map(last -> folded(account.username()).compareTo(last) > 0).orElse(true))
            .sorted(Comparator.comparing(account -> folded(account.username())))
            .limit(limit + 1L)
            .toList();
    return Page.of(rest, limit, account -> folded(account.username()));
  }

  static String folded(String username) {
    return username.toLowerCase(Locale.ROOT);
  }
}
