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
  public boolean add(Account account) {
    Transaction.requireMicros(account.createdAt());
    var name = folded(account.username());
    if (transaction.findLocked(transaction.tables().usernames, name).isPresent()) {
      return false;
    }
    transaction.write(transaction.tables().usernames, name, account.id());
    transaction.write(transaction.tables().accounts, account.id(), account);
    return true;
  }

  @Override
  public void save(Account account) {
    var before = find(account.id()).map(Account::username);
    if (!before.equals(Optional.of(account.username()))) {
      throw new IllegalStateException("no account of that id and name: " + account.id());
    }
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
