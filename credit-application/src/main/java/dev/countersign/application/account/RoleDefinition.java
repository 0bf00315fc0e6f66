package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import java.util.Set;

/** A role and what whoever holds it may do. */
public record RoleDefinition(Role role, Set<Permission> permissions) {
  public RoleDefinition {
    permissions = Set.copyOf(permissions);
  }
}
