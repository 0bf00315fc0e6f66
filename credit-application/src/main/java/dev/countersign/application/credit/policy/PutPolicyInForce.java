package dev.countersign.application.credit.policy;

import dev.countersign.application.account.RoleDefinition;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.approval.StageRules;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.party.Role;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/**
 * Puts a policy in force. A role that a stage of it names and no row has is added with it, as the
 * approver of that stage, so a policy is all that a new stage takes. A role that exists stays as it
 * is: what it may do is for whoever manages users to say.
 */
public final class PutPolicyInForce {
  private final Transactions<PolicyStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public PutPolicyInForce(Transactions<PolicyStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * At the wish of the installation's operator.
   *
   * @throws IllegalArgumentException if the version is taken by a policy with another content
   */
  public PublishedPolicy handle(CreditPolicy policy) {
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      var published = policies.publish(policy, at);
      policy.stages().value().stream()
          .map(StageRules::role)
          .distinct()
          .filter(role -> store.roles().find(role).isEmpty())
          .forEach(role -> add(role, policy, at, store));
      return published;
    });
  }

  private static void add(Role role, CreditPolicy policy, Instant at, PolicyStore store) {
    store.roles().save(new RoleDefinition(role, CreditPermissions.OF_APPROVERS));
    store
        .audit()
        .record(
            new AuditEntry(
                at,
                "installation",
                "create",
                "role/" + role,
                Origin.INTERNAL,
                Map.of(
                    "permissions",
                    new TreeSet<>(CreditPermissions.OF_APPROVERS).toString(),
                    "policy",
                    policy.version())));
  }
}
