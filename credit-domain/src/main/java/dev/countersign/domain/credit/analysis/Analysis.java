package dev.countersign.domain.credit.analysis;

import java.util.List;

/**
 * The result of the automatic analysis.
 *
 * @param findings one of every check that applies, in the policy's order
 */
public record Analysis(Outcome outcome, Figures figures, List<Finding> findings) {
  /** Where the analysis leads. It never grants: people do. */
  public enum Outcome {
    /** Nothing objects: on to people. */
    PASSED,
    /** Something is doubtful or unknown: on to people, with one stage more. */
    IN_DOUBT,
    /** A check failed: the request ends here. */
    DECLINED
  }

  public Analysis {
    findings = List.copyOf(findings);
  }

  /** Whether a check said no, so that no answer still awaited can change the outcome. */
  public boolean hasFailed() {
    return findings.stream().anyMatch(finding -> finding.result() == Result.FAIL);
  }

  /** What speaks against the request: its failures, or else everything that is in doubt. */
  public List<Finding> reasons() {
    boolean failed = hasFailed();
    return findings.stream()
        .filter(
            finding -> failed ? finding.result() == Result.FAIL : finding.result() != Result.PASS)
        .toList();
  }
}
