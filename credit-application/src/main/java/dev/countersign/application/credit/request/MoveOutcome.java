package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Status;
import java.util.List;

/**
 * All that can come of commands that move a request that exists. What can come of one of them, its
 * own outcome says.
 */
public sealed interface MoveOutcome
    permits DecideStage.Outcome,
        HoldStage.Outcome,
        ReviseCreditRequest.Outcome,
        WithdrawCreditRequest.Outcome,
        MoveOutcome.Refused {
  /** The request stands as the command wanted it. */
  record Done()
      implements DecideStage.Outcome,
          HoldStage.Outcome,
          ReviseCreditRequest.Outcome,
          WithdrawCreditRequest.Outcome {}

  /** There is no such request, or none that the caller may know of. */
  record NotFound()
      implements DecideStage.Outcome,
          HoldStage.Outcome,
          ReviseCreditRequest.Outcome,
          WithdrawCreditRequest.Outcome {}

  /** The state of the request does not know this move. */
  record NotOpen(Status status)
      implements DecideStage.Outcome,
          HoldStage.Outcome,
          ReviseCreditRequest.Outcome,
          WithdrawCreditRequest.Outcome {}

  /** The caller sees the request, but the move is its applicant's alone. */
  record NotTheApplicant() implements ReviseCreditRequest.Outcome, WithdrawCreditRequest.Outcome {}

  /** The new proposal breaks the policy; at least one violation. */
  record NotAdmitted(List<Violation> violations) implements ReviseCreditRequest.Outcome {
    public NotAdmitted {
      violations = List.copyOf(violations);
    }
  }

  /** The state knows the move, but not now or not for this caller. */
  sealed interface Refused extends MoveOutcome
      permits DecideStage.Refused, HoldStage.Refused, ReviseCreditRequest.Refused {
    Refusal refusal();
  }
}
