package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The part of a policy that the automatic analysis applies: the scorecard and the checks.
 *
 * @param checks in the order in which their findings are shown; each name once
 * @param onUnavailable what a check that could not be made leads to
 */
public record RuleSet(Scorecard scorecard, List<Check> checks, OnUnavailable onUnavailable) {
  /** What a check that could not be made leads to. A pass is not among the choices. */
  public enum OnUnavailable {
    /** People decide, with one stage more. */
    REFER,
    /** The request is declined. */
    DECLINE
  }

  public RuleSet {
    checks = List.copyOf(checks);
    var names = new HashSet<String>();
    for (var check : checks) {
      if (!names.add(check.name())) {
        throw new IllegalArgumentException("two checks have the name " + check.name());
      }
    }
  }

  /**
   * Analyses a proposal. Pure: the same arguments give the same analysis, on any machine, any day.
   *
   * @param terms under which the product is paid back
   * @param day on which the applicant's age counts
   */
  public Analysis analyse(Proposal proposal, RepaymentTerms terms, Facts facts, LocalDate day) {
    return analyse(EngineVersion.CURRENT, proposal, terms, facts, day);
  }

  /** Analyses a proposal as that version of the engine does. */
  public Analysis analyse(
      EngineVersion engine, Proposal proposal, RepaymentTerms terms, Facts facts, LocalDate day) {
    var subject = Subject.of(engine, proposal, terms, facts, scorecard, day);
    var findings = new ArrayList<Finding>(checks.size());
    boolean failed = false;
    boolean inDoubt = false;
    for (var check : checks) {
      if (!check.appliesTo(proposal)) {
        continue;
      }
      var finding = check.examine(subject);
      findings.add(finding);
      switch (finding.result()) {
        case PASS -> {}
        case FAIL -> failed = true;
        case REFER -> inDoubt = true;
        case UNAVAILABLE -> {
          failed |= onUnavailable == OnUnavailable.DECLINE;
          inDoubt = true;
        }
      }
    }
    var outcome =
        failed
            ? Analysis.Outcome.DECLINED
            : inDoubt ? Analysis.Outcome.IN_DOUBT : Analysis.Outcome.PASSED;
    return new Analysis(outcome, subject.figures(), findings);
  }
}
