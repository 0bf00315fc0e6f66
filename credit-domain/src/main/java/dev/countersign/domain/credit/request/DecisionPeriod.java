package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.party.StaffMember;
import java.time.Instant;

/** Whether people may still move a request in approval. */
public sealed interface DecisionPeriod permits DecisionPeriod.Running, Refusal.DeadlinePassed {
  /**
   * They may: the request, with the policy it is pinned to, at an instant before its end. Only the
   * request makes one, and nothing else offers these moves.
   */
  final class Running implements DecisionPeriod {
    private final InApproval request;
    private final CreditPolicy policy;
    private final Instant at;

    Running(InApproval request, CreditPolicy policy, Instant at) {
      this.request = request;
      this.policy = policy;
      this.at = at;
    }

    /**
     * Takes a verdict at the open stage, or says why it can't be taken.
     *
     * @param seen the revision that the approver looked at
     */
    public StageDecision decide(Verdict verdict, StaffMember by, Revision seen) {
      return request.decide(verdict, by, seen, policy, at);
    }

    /** Makes a member of staff the one who decides this stage. */
    public ClaimOutcome claim(StaffMember by) {
      return request.claim(by, at);
    }

    /** Gives the stage back to everyone with its role. */
    public ClaimOutcome release(StaffMember by) {
      return request.release(by, at);
    }
  }
}
