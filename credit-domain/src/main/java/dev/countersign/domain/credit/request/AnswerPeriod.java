package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import java.time.Instant;

/** Whether the applicant may still answer a question. */
public sealed interface AnswerPeriod permits AnswerPeriod.Running, Refusal.DeadlinePassed {
  /**
   * They may: the request, with the policy it is pinned to, at an instant before its end. Only the
   * request makes one, and nothing else offers the move.
   */
  final class Running implements AnswerPeriod {
    private final Referred request;
    private final PinnedPolicy policy;
    private final Instant at;

    Running(Referred request, PinnedPolicy policy, Instant at) {
      this.request = request;
      this.policy = policy;
      this.at = at;
    }

    /**
     * Takes the applicant's answer: a whole new proposal.
     *
     * @param seen the revision that the applicant looked at
     */
    public RevisionOutcome revise(Proposal proposal, Revision seen) {
      return request.revise(policy.admit(proposal, at), seen, at);
    }
  }
}
