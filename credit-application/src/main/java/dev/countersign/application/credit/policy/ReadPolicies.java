package dev.countersign.application.credit.policy;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Shows the policies, those of the past too, to whoever may read them. */
public final class ReadPolicies {
  private final Policies policies;

  @Inject
  public ReadPolicies(Policies policies) {
    this.policies = policies;
  }

  /** Newest first. */
  public List<PublishedPolicy> all(Caller caller) {
    caller.require(CreditPermissions.POLICY_READ);
    return policies.all();
  }

  public Optional<PublishedPolicy> find(String version, Caller caller) {
    caller.require(CreditPermissions.POLICY_READ);
    return policies.find(version);
  }
}
