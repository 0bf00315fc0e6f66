package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;

/** Which move a change was, with what it adds to what is kept of the request. */
public sealed interface Move {
  record Submit(Proposal proposal) implements Move {}

  record Revise(Proposal proposal) implements Move {}

  record Analyse(AnalysisRecord record) implements Move {}

  /** Approves a stage that others follow, rejects, or refers back. */
  record Decide(Decision decision) implements Move {}

  /** Approves the last stage. */
  record Grant(Decision decision, RepaymentSchedule schedule) implements Move {}

  record Claim() implements Move {}

  record Release() implements Move {}

  record Remind() implements Move {}

  record Escalate() implements Move {}

  record Withdraw() implements Move {}

  record Expire() implements Move {}
}
