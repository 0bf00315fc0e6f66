package dev.countersign.application.account;

import dev.countersign.domain.party.Role;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** These roles together would give one person two permissions that are separated. */
public record SeparatedPermissions(PermissionCatalog.Pair pair)
    implements AddStaff.Outcome, ChangeUser.Outcome {
  /**
   * What one person with all of these roles must not hold together. The roles stay as they are
   * until the transaction ends.
   */
  static Optional<SeparatedPermissions> among(
      Set<Role> wanted, Roles roles, PermissionCatalog catalog) {
    if (wanted.size() < 2) {
      return Optional.empty();
    }
    var together = new HashSet<Permission>();
    wanted.stream()
        .sorted()
        .forEach(role ->
            roles.find(role).ifPresent(definition -> together.addAll(definition.permissions())));
    return catalog.conflictIn(together).map(SeparatedPermissions::new);
  }
}
