package dev.countersign.application.credit.policy;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Shows the policies, those of the past and of the future too, to whoever may read them. */
public final class ReadPolicies {
  private final Policies policies;
  private final Clock clock;

  @Inject
  public ReadPolicies(Policies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * @param inForce whether new requests are pinned to it at this moment
   */
  public record PolicyView(PublishedPolicy published, boolean inForce) {}

  /** Newest first. */
  public List<PolicyView> all(Caller caller) {
    caller.require(CreditPermissions.POLICY_READ);
    return policies.all().stream().map(this::view).toList();
  }

  public Optional<PolicyView> find(String version, Caller caller) {
    caller.require(CreditPermissions.POLICY_READ);
    return policies.find(version).map(this::view);
  }

  private PolicyView view(PublishedPolicy published) {
    var inForce = policies.inForceAt(clock.instant()).ref();
    return new PolicyView(published, published.ref().equals(inForce));
  }
}
