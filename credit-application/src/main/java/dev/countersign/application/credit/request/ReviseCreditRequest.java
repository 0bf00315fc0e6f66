package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Revision;

/** Answers a question with a whole new proposal, which is analysed anew. */
@FunctionalInterface
public interface ReviseCreditRequest {
  Outcome handle(Command command);

  /**
   * @param seen the revision that the applicant looked at
   */
  record Command(CreditRequestId request, Revision seen, Proposal proposal, Caller by) {}

  /** What came of it. */
  sealed interface Outcome extends MoveOutcome
      permits MoveOutcome.Done,
          MoveOutcome.NotFound,
          MoveOutcome.NotOpen,
          MoveOutcome.NotTheApplicant,
          MoveOutcome.NotAdmitted,
          ReviseCreditRequest.Refused {}

  record Refused(Refusal.OfAnswer refusal) implements Outcome, MoveOutcome.Refused {}
}
