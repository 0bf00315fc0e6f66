package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import java.util.List;
import java.util.Optional;

/** The roles there are, within a transaction. A role is never removed: accounts name it. */
public interface Roles {
  /** By code. */
  List<RoleDefinition> all();

  /** One that was found stays as it is until the transaction ends. */
  Optional<RoleDefinition> find(Role role);

  /** Adds the role, or replaces what it may do. */
  void save(RoleDefinition definition);
}
