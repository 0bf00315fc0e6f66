package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;

/** A policy in force from an instant on. */
public record PublishedPolicy(PinnedPolicy pinned, Instant since) {
  public PolicyRef ref() {
    return pinned.ref();
  }

  public CreditPolicy policy() {
    return pinned.policy();
  }
}
