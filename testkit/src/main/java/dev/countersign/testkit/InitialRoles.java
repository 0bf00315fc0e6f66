package dev.countersign.testkit;

import dev.countersign.application.account.Permission;
import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.party.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles that an installation begins with. */
public final class InitialRoles {
  /** Every permission that a route asks for. */
  public static final PermissionCatalog CATALOG =
      PermissionCatalog.SHARED.and(CreditPermissions.CATALOG);

  private static final Set<Permission> DECIDING =
      Set.of(
          CreditPermissions.DECIDE,
          CreditPermissions.READ_ALL,
          CreditPermissions.DASHBOARD_READ,
          CreditPermissions.POLICY_READ);

  /** Who writes and publishes policies. */
  public static final Role POLICY = new Role("POLICY");

  private static final List<RoleDefinition> ALL =
      List.of(
          new RoleDefinition(
              Role.ADMIN,
              Set.of(
                  Permission.USER_MANAGE,
                  Permission.AUDIT_READ,
                  Permission.EMAIL_MANAGE,
                  Permission.WEBHOOK_MANAGE,
                  CreditPermissions.READ_ALL,
                  CreditPermissions.DASHBOARD_READ,
                  CreditPermissions.POLICY_READ,
                  CreditPermissions.BUREAU_RECORD_WRITE)),
          new RoleDefinition(Role.ANALYST, DECIDING),
          new RoleDefinition(Role.APPLICANT, Set.of(CreditPermissions.SUBMIT)),
          new RoleDefinition(Role.DIRECTOR, DECIDING),
          new RoleDefinition(Role.MANAGER, DECIDING),
          new RoleDefinition(
              POLICY, Set.of(CreditPermissions.POLICY_READ, CreditPermissions.POLICY_PUBLISH)));

  private InitialRoles() {}

  /** By code. */
  public static List<RoleDefinition> all() {
    return ALL;
  }

  /** Their codes. */
  public static Role[] codes() {
    return ALL.stream().map(RoleDefinition::role).toArray(Role[]::new);
  }

  /** What someone with these roles may do. */
  public static Map<Role, Set<Permission>> grants(Set<Role> held) {
    return held.stream()
        .collect(
            Collectors.toMap(
                role -> role,
                role ->
                    ALL.stream()
                        .filter(definition -> definition.role().equals(role))
                        .findFirst()
                        .map(RoleDefinition::permissions)
                        .orElseGet(Set::of)));
  }
}
