package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/**
 * That a person decided at a stage. Kept for good, over all proposals of the request.
 *
 * @param on the proposal it was about, by the revision that brought it
 * @param seen the revision that the person had seen
 * @param as the role in which they decided
 */
public record Decision(
    Revision on, Revision seen, Stage stage, Outcome outcome, UserId by, Role as, Instant at) {
  /** How it was decided. */
  public enum Outcome {
    APPROVED,
    REJECTED,
    REFERRED
  }
}
