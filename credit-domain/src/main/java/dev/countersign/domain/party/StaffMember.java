package dev.countersign.domain.party;

import java.util.Set;

/**
 * Someone who is to decide.
 *
 * @param roles those they hold at that moment in which they may decide
 */
public record StaffMember(UserId id, Set<Role> roles) {
  public StaffMember {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
