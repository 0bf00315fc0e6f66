package dev.countersign.testkit;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import java.time.Instant;

/** Policies that a test finds in force, without anybody who published them. */
public final class PolicyInForce {
  private PolicyInForce() {}

  public static PublishedPolicy put(Policies policies, CreditPolicy policy, Instant since) {
    return policies.publish(PinnedPolicy.of(policy), Publication.atFirstStart(since)).policy();
  }
}
