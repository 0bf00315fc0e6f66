package dev.countersign.application.account;

import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.util.Set;

/**
 * Someone who has proven who they are, for the length of one call.
 *
 * @param roles as they are now; a change of roles ends every session
 */
public record Caller(
    UserId id, String username, Set<Role> roles, SessionId session, Origin origin) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether the caller works here, in whatever role, and so may see other people's requests. */
  public boolean isStaff() {
    return roles.stream().anyMatch(role -> role != Role.APPLICANT);
  }

  public StaffMember asStaff() {
    return new StaffMember(id, roles);
  }
}
