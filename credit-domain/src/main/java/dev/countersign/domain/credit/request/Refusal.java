package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/** Why a move was refused; nothing has changed. */
public sealed interface Refusal extends StageDecision, ClaimOutcome {
  /** The separation of duties keeps the stage from this person. */
  sealed interface Ineligible extends Refusal {}

  /** Nobody decides their own request, whatever their roles. */
  record OwnRequest() implements Ineligible {}

  /** The request has changed since the caller looked. */
  record StaleRevision(Revision current) implements Refusal, RevisionOutcome {}

  /** The caller does not hold the role of the open stage, nor one it was escalated to. */
  record WrongStage(Stage open) implements Ineligible {}

  /** Nobody decides two stages of one request, whatever their roles then or now. */
  record SamePersonTwice(Stage earlier) implements Ineligible {}

  /**
   * The time to decide or to answer is over, whether or not anybody has marked the request expired.
   */
  record DeadlinePassed(Instant at) implements Refusal, RevisionOutcome {}

  /** Someone else has claimed the stage. */
  record HeldByAnother(UserId holder) implements Refusal {}
}
