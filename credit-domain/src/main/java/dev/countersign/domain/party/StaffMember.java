package dev.countersign.domain.party;

import java.util.Set;

/** Someone acting on another person's request, with the roles they hold at that moment. */
public record StaffMember(UserId id, Set<Role> roles) {
  public StaffMember {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
