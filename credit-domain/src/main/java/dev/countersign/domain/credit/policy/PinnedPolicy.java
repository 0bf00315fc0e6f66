package dev.countersign.domain.credit.policy;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.proposal.Proposal;
import java.time.Instant;

/**
 * A policy bound to its name: the hash is of this document and no other, and is computed once.
 * Requests are admitted, analysed and decided under one of these.
 */
public final class PinnedPolicy {
  private final PolicyRef ref;
  private final CreditPolicy policy;

  private PinnedPolicy(PolicyRef ref, CreditPolicy policy) {
    this.ref = ref;
    this.policy = policy;
  }

  public static PinnedPolicy of(CreditPolicy policy) {
    return new PinnedPolicy(policy.ref(), policy);
  }

  /**
   * A policy as it was stored.
   *
   * @param text canonical JSON
   * @throws IllegalArgumentException if the text is of no policy
   */
  public static PinnedPolicy read(String text) {
    var policy = CanonicalJson.read(CreditPolicy.class, text);
    return new PinnedPolicy(new PolicyRef(policy.version(), Hash.of(text)), policy);
  }

  public PolicyRef ref() {
    return ref;
  }

  public CreditPolicy policy() {
    return policy;
  }

  /** Holds a whole proposal against the policy, and says all that is wrong with it at once. */
  public Admission admit(Proposal proposal, Instant at) {
    var violations = policy.violations(proposal, at);
    return violations.isEmpty()
        ? new Admission.Admitted(
            proposal,
            policy.product(proposal.product()).orElseThrow(),
            policy.routeFor(proposal),
            this)
        : new Admission.Refused(violations);
  }

  /** Policies of one name are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PinnedPolicy that && ref.equals(that.ref);
  }

  @Override
  public int hashCode() {
    return ref.hashCode();
  }

  @Override
  public String toString() {
    return ref.toString();
  }
}
