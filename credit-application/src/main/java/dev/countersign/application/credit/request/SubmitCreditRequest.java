package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import java.util.List;

/** Takes in a new request. Its analysis follows by itself. */
@FunctionalInterface
public interface SubmitCreditRequest {
  Outcome handle(Command command);

  record Command(Proposal proposal, Caller by) {}

  sealed interface Outcome {}

  record Submitted(Change<CreditRequest.Submitted> change) implements Outcome {}

  /** The proposal breaks the policy; at least one violation. */
  record NotAdmitted(List<Violation> violations) implements Outcome {}
}
