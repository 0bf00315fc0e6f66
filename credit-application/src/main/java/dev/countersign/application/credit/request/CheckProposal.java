package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.util.List;

/** Says what a policy objects to in a proposal before it is sent in; writes nothing. */
@FunctionalInterface
public interface CheckProposal {
  List<Violation> handle(Query query);

  /** A proposal, and which policy it is held against. */
  sealed interface Query {}

  /** Against the policy in force. */
  record ToSubmit(Proposal proposal) implements Query {}

  /**
   * Against the policy that the request is pinned to. Of a request that the caller may not see,
   * nothing is said.
   */
  record ToRevise(CreditRequestId request, Proposal proposal, Caller by) implements Query {}
}
