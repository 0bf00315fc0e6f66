package dev.countersign.testkit.memory;

import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.account.Roles;
import dev.countersign.domain.party.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemoryRoles(Transaction transaction) implements Roles {
  @Override
  public List<RoleDefinition> all() {
    return transaction.rows(transaction.tables().roles).stream()
        .sorted(Comparator.comparing(RoleDefinition::role))
        .toList();
  }

  @Override
  public Optional<RoleDefinition> find(Role role) {
    return transaction.findLocked(transaction.tables().roles, role);
  }

  @Override
  public void save(RoleDefinition definition) {
    transaction.write(transaction.tables().roles, definition.role(), definition);
  }
}
