package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Status;
import java.util.List;

/** What came of a command that moves a request that exists. */
public sealed interface MoveOutcome {
  /** The request stands as the command wanted it. */
  record Done() implements MoveOutcome {}

  /** There is no such request, or none that the caller may know of. */
  record NotFound() implements MoveOutcome {}

  /** The caller sees the request, but the move is its applicant's alone. */
  record NotTheApplicant() implements MoveOutcome {}

  /** The state of the request does not know this move. */
  record NotOpen(Status status) implements MoveOutcome {}

  /** The state knows the move, but not now or not for this caller. */
  record Refused(Refusal refusal) implements MoveOutcome {}

  /** The new proposal breaks the policy; at least one violation. */
  record NotAdmitted(List<Violation> violations) implements MoveOutcome {}
}
