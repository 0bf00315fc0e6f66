package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/** What never changes about a request, whatever becomes of it. */
public record Dossier(CreditRequestId id, UserId applicant, Instant submittedAt, PolicyRef policy) {
  /**
   * The rules of the request.
   *
   * @throws IllegalArgumentException if they are not those that the request is pinned to
   */
  CreditPolicy rules(PinnedPolicy pinned) {
    if (!pinned.ref().equals(policy)) {
      throw new IllegalArgumentException(
          "the request is pinned to " + policy + ", not to " + pinned.ref());
    }
    return pinned.policy();
  }
}
