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
 * @param permissions what those roles give
 */
public record Caller(
    UserId id,
    String username,
    Set<Role> roles,
    Set<Permission> permissions,
    SessionId session,
    Origin origin) {
  public Caller {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /**
   * @throws NotPermitted if the caller may not
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw new NotPermitted(permission);
    }
  }

  public StaffMember asStaff() {
    return new StaffMember(id, roles);
  }
}
