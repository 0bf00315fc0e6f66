package dev.countersign.application.account;

import dev.countersign.application.audit.Origin;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Someone who has proven who they are, for the length of one call.
 *
 * @param grants their roles as they are now, each with what it gives; a change of roles ends every
 *     session
 */
public record Caller(
    UserId id,
    String username,
    Map<Role, Set<Permission>> grants,
    SessionId session,
    Origin origin) {
  public Caller {
    grants = Map.copyOf(grants);
  }

  public Set<Role> roles() {
    return grants.keySet();
  }

  public boolean is(Role role) {
    return grants.containsKey(role);
  }

  public boolean may(Permission permission) {
    return grants.values().stream().anyMatch(given -> given.contains(permission));
  }

  /**
   * @throws NotPermitted if the caller may not
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw new NotPermitted(permission);
    }
  }

  /** Those of the roles that give the permission. */
  public Set<Role> rolesWith(Permission permission) {
    return grants.entrySet().stream()
        .filter(role -> role.getValue().contains(permission))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
