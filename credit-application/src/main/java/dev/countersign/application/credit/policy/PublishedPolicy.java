package dev.countersign.application.credit.policy;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;

/** A policy with what put it in force. */
public record PublishedPolicy(PinnedPolicy pinned, Publication publication) {
  public PolicyRef ref() {
    return pinned.ref();
  }

  public CreditPolicy policy() {
    return pinned.policy();
  }

  /** From when on it is in force. */
  public Instant since() {
    return publication.since();
  }
}
