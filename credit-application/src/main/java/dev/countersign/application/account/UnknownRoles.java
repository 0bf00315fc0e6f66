package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import java.util.HashSet;
import java.util.Set;

/** No row says what these roles may do. */
public record UnknownRoles(Set<Role> roles) implements AddStaff.Outcome, ChangeUser.Outcome {
  public UnknownRoles {
    roles = Set.copyOf(roles);
  }

  /** Those of the wanted roles that are not known. */
  static Set<Role> among(Set<Role> wanted, Roles known) {
    var unknown = new HashSet<>(wanted);
    known.all().forEach(definition -> unknown.remove(definition.role()));
    return unknown;
  }
}
