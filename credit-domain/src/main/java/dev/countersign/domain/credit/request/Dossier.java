package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/** What never changes about a request, whatever becomes of it. */
public record Dossier(CreditRequestId id, UserId applicant, Instant submittedAt, PolicyRef policy) {
  /**
   * The policy that the request is pinned to; the one place where it is looked up.
   *
   * @throws IllegalStateException if the archive has another one under its name
   */
  PinnedPolicy pinned(PolicyArchive policies) {
    var pinned = policies.pinned(policy);
    if (!pinned.ref().equals(policy)) {
      throw new IllegalStateException("asked for " + policy + ", the archive gave " + pinned);
    }
    return pinned;
  }
}
