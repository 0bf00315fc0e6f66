package dev.countersign.application.credit.policy;

import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.party.Role;
import java.util.Map;
import java.util.TreeSet;

/**
 * What goes with every publication: its audit entry, and the roles of its stages. A role that a
 * stage names and no row has is added as the approver of that stage, so a policy is all that a new
 * stage takes. A role that exists stays as it is: what it may do is for whoever manages users to
 * say.
 */
record PolicyRecords(PolicyStore store) {
  /**
   * @param action as the audit trail names it
   */
  void keep(PublishedPolicy published, String action, Origin from) {
    store.audit().record(entry(published, action, from));
    published.policy().stages().value().stream()
        .map(StageRules::role)
        .distinct()
        .filter(role -> store.roles().find(role).isEmpty())
        .forEach(role -> add(role, published, from));
  }

  private static AuditEntry entry(PublishedPolicy published, String action, Origin from) {
    return new AuditEntry(
        published.publication().publishedAt(),
        published.publication().publishedBy(),
        action,
        "policy/" + published.ref().version(),
        from,
        Map.of(
            "hash", published.ref().hash().value(), "effectiveFrom", published.since().toString()));
  }

  private void add(Role role, PublishedPolicy published, Origin from) {
    store.roles().save(new RoleDefinition(role, CreditPermissions.OF_APPROVERS));
    store
        .audit()
        .record(
            new AuditEntry(
                published.publication().publishedAt(),
                published.publication().publishedBy(),
                "create",
                "role/" + role,
                from,
                Map.of(
                    "permissions",
                    new TreeSet<>(CreditPermissions.OF_APPROVERS).toString(),
                    "policy",
                    published.ref().version())));
  }
}
