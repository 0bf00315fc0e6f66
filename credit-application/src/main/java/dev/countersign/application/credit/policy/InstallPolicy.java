package dev.countersign.application.credit.policy;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.StandardPolicy;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Sees to it, when a node starts, that some policy is in force. The first start of an installation
 * publishes one; no later start changes which is in force, whatever it was started with.
 */
public final class InstallPolicy {
  private final Transactions<PolicyStore> transactions;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public InstallPolicy(Transactions<PolicyStore> transactions, Policies policies, Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /** This was the first start. */
  public record Installed(PublishedPolicy policy) implements Outcome {}

  /** One is in force, and it is what was wanted, or nothing was. */
  public record InForce(PublishedPolicy policy) implements Outcome {}

  /** Another one is in force than was wanted, and stays so. */
  public record Differs(PublishedPolicy inForce, PolicyRef wanted) implements Outcome {}

  /**
   * @param wanted reviewed before; for a first start without one, the standard policy
   */
  public Outcome handle(Optional<CreditPolicy> wanted) {
    var policy = wanted.map(PinnedPolicy::of);
    return transactions.inTransaction(store -> {
      policies.lock();
      return policies.all().isEmpty()
          ? install(policy.orElseGet(() -> PinnedPolicy.of(StandardPolicy.get())), store)
          : compare(policies.inForceAt(clock.instant()), policy.map(PinnedPolicy::ref));
    });
  }

  private Installed install(PinnedPolicy policy, PolicyStore store) {
    var published = policies.publish(policy, Publication.atFirstStart(clock.instant())).policy();
    new PolicyRecords(store).keep(published, "first-start", Origin.INTERNAL);
    return new Installed(published);
  }

  private static Outcome compare(PublishedPolicy inForce, Optional<PolicyRef> wanted) {
    return wanted
        .filter(ref -> !ref.equals(inForce.ref()))
        .<Outcome>map(ref -> new Differs(inForce, ref))
        .orElseGet(() -> new InForce(inForce));
  }
}
