package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.approval.Verdict.Remark;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a request. Which request, at which revision, when and by whom stands in the
 * {@link Change} that brings it; events that end a stage say since when it was open.
 */
public sealed interface CreditRequestEvent extends DomainEvent {
  /** Credit was asked for; the analysis is due. */
  record Submitted(ProductCode product, Money amount, int termMonths)
      implements CreditRequestEvent {}

  /** The applicant answered with a new revision; the analysis is due anew. */
  record Revised(ProductCode product, Money amount, int termMonths) implements CreditRequestEvent {}

  /** The automatic analysis is done. */
  record Analysed(Analysis.Outcome outcome) implements CreditRequestEvent {}

  /** The analysis declined the request. */
  record Declined(List<Finding> reasons) implements CreditRequestEvent {
    public Declined {
      reasons = List.copyOf(reasons);
    }
  }

  /** A stage waits for its decision. */
  record StageOpened(Stage stage, Route route, Instant deadline) implements CreditRequestEvent {}

  /** The deadline of the open stage is near. */
  record StageReminded(Stage stage, Instant deadline) implements CreditRequestEvent {}

  /** The deadline has passed: the level above may decide as well, until the request expires. */
  record StageEscalated(Stage stage, Stage to, Instant expiresAt) implements CreditRequestEvent {}

  /** Someone took the open stage upon themselves. */
  record Claimed(Stage stage, UserId holder) implements CreditRequestEvent {}

  /** The holder gave the open stage back. */
  record Released(Stage stage) implements CreditRequestEvent {}

  /** A stage said yes. */
  record StageApproved(Stage stage, Instant openedAt, Optional<Remark> remark)
      implements CreditRequestEvent {}

  /** A stage asked the applicant for more. */
  record Referred(Stage stage, Instant openedAt, Question question, Instant answerBy)
      implements CreditRequestEvent {}

  /** The last stage said yes: the credit is granted. */
  record Granted(Money amount, int termMonths) implements CreditRequestEvent {}

  /** A stage said no: the request is at its end. */
  record Rejected(Stage stage, Instant openedAt, Reason reason, Optional<Remark> remark)
      implements CreditRequestEvent {}

  /** The applicant took the request back. */
  record Withdrawn() implements CreditRequestEvent {}

  /** A deadline passed: the request is at its end. */
  record Expired() implements CreditRequestEvent {}
}
