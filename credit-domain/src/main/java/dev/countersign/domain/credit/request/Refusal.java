package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.party.UserId;
import java.time.Instant;

/** Why a move was refused; nothing has changed. */
public sealed interface Refusal {
  /** What can keep a verdict from being taken. */
  sealed interface OfDecision extends Refusal {}

  /** What can keep a stage from being claimed or released. */
  sealed interface OfClaim extends Refusal {}

  /** What can keep an applicant's answer from being taken. */
  sealed interface OfAnswer extends Refusal {}

  /** The separation of duties keeps the stage from this person. */
  sealed interface Ineligible extends StageDecision, ClaimOutcome, OfDecision, OfClaim {}

  /** Nobody decides their own request, whatever their roles. */
  record OwnRequest() implements Ineligible {}

  /** The caller does not hold the role of the open stage, nor one it was escalated to. */
  record WrongStage(Stage open) implements Ineligible {}

  /** Nobody decides two stages of one request, whatever their roles then or now. */
  record SamePersonTwice(Stage earlier) implements Ineligible {}

  /** The request has changed since the caller looked. */
  record StaleRevision(Revision current)
      implements StageDecision, RevisionOutcome, OfDecision, OfAnswer {}

  /**
   * The time to decide or to answer is over, whether or not anybody has marked the request expired.
   */
  record DeadlinePassed(Instant at)
      implements DecisionPeriod, AnswerPeriod, OfDecision, OfClaim, OfAnswer {}

  /** Someone else has claimed the stage. */
  record HeldByAnother(UserId holder) implements StageDecision, ClaimOutcome, OfDecision, OfClaim {}
}
