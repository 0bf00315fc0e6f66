package dev.countersign.application.credit;

import dev.countersign.application.account.Caller;
import dev.countersign.application.account.Permission;
import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.domain.party.StaffMember;
import java.util.Set;

/** What there is to be permitted in credit. */
public final class CreditPermissions {
  /** Ask for credit. */
  public static final Permission SUBMIT = new Permission("credit-request.submit");

  /** See everybody's requests with the internal remarks; without it, a person sees their own. */
  public static final Permission READ_ALL = new Permission("credit-request.read-all");

  /** Claim and decide the stages that one's roles are for. */
  public static final Permission DECIDE = new Permission("credit-request.decide");

  /** See the figures of all requests. */
  public static final Permission DASHBOARD_READ = new Permission("dashboard.read");

  /** See the policies. */
  public static final Permission POLICY_READ = new Permission("policy.read");

  /** Put a policy in force. */
  public static final Permission POLICY_PUBLISH = new Permission("policy.publish");

  /** Set what the simulated bureau answers from. */
  public static final Permission BUREAU_RECORD_WRITE = new Permission("bureau-record.write");

  /** What a role may do that a policy names for a stage, unless somebody has said otherwise. */
  public static final Set<Permission> OF_APPROVERS =
      Set.of(READ_ALL, DECIDE, DASHBOARD_READ, POLICY_READ);

  /** All of them. Whoever gives out roles, or makes the rules, decides no request. */
  public static final PermissionCatalog CATALOG =
      new PermissionCatalog(
          Set.of(
              SUBMIT,
              READ_ALL,
              DECIDE,
              DASHBOARD_READ,
              POLICY_READ,
              POLICY_PUBLISH,
              BUREAU_RECORD_WRITE),
          Set.of(
              new PermissionCatalog.Pair(DECIDE, Permission.USER_MANAGE),
              new PermissionCatalog.Pair(DECIDE, POLICY_PUBLISH)));

  private CreditPermissions() {}

  /** A caller in the roles that let them decide; the others count for nothing at a stage. */
  public static StaffMember decider(Caller caller) {
    return new StaffMember(caller.id(), caller.rolesWith(DECIDE));
  }
}
