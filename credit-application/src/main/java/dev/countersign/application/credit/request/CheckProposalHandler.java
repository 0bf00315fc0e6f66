package dev.countersign.application.credit.request;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.domain.credit.policy.Violation;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Finds the policy and has it look at the proposal. */
public final class CheckProposalHandler implements CheckProposal {
  private final ReadCreditRequests reads;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public CheckProposalHandler(ReadCreditRequests reads, Policies policies, Clock clock) {
    this.reads = reads;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public List<Violation> handle(Query query) {
    var at = clock.instant();
    return switch (query) {
      case ToSubmit submit -> policies.inForceAt(at).policy().violations(submit.proposal(), at);
      case ToRevise revise ->
          reads
              .find(revise.request(), revise.by())
              .map(view -> policies.pinned(view.policy()).policy())
              .map(policy -> policy.violations(revise.proposal(), at))
              .orElseGet(List::of);
    };
  }
}
