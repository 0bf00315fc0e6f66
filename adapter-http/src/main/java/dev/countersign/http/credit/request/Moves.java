package dev.countersign.http.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.request.MoveOutcome;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.domain.credit.policy.Violation;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.json.Names;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** Tells what came of a move: the request as it stands now, or why it was not made. */
final class Moves {
  private final ReadCreditRequests reads;

  Moves(ReadCreditRequests reads) {
    this.reads = reads;
  }

  Answer answer(MoveOutcome outcome, CreditRequestId id, Caller caller) {
    return switch (outcome) {
      case MoveOutcome.Done done ->
          reads.find(id, caller).map(view -> shown(view, caller)).orElseThrow();
      case MoveOutcome.NotFound notFound -> Answers.of(Answers.notFound());
      case MoveOutcome.NotTheApplicant other ->
          problem(ProblemType.NOT_THE_APPLICANT, "Only the applicant can do this.");
      case MoveOutcome.NotOpen closed ->
          problem(
              ProblemType.NOT_OPEN,
              "The request is " + closed.status() + ", where this can't be done.");
      case MoveOutcome.Refused refused -> Answers.of(refusal(refused.refusal(), id, caller));
      case MoveOutcome.NotAdmitted broken -> Answers.of(notAdmitted(broken.violations()));
    };
  }

  static Answer shown(RequestView view, Caller caller) {
    return Answers.ok(RequestJson.of(view, caller), Map.of("ETag", etag(view)));
  }

  static String etag(RequestView view) {
    return "\"" + view.revision().value() + "\"";
  }

  static Problem notAdmitted(List<Violation> violations) {
    return Problem.invalid(violations.stream().map(Moves::error).toList());
  }

  static FieldError error(Violation violation) {
    return new FieldError(violation.field(), violation.code(), violation.message());
  }

  private Problem refusal(Refusal refusal, CreditRequestId id, Caller caller) {
    return switch (refusal) {
      case Refusal.OwnRequest own ->
          Problem.of(ProblemType.OWN_REQUEST, "Leave your own request to your colleagues.");
      case Refusal.StaleRevision stale ->
          Problem.of(
              ProblemType.STALE_REVISION,
              "The request is at revision %d now: look at it again, then decide."
                  .formatted(stale.current().value()));
      case Refusal.WrongStage wrong ->
          Problem.of(
              ProblemType.WRONG_STAGE,
              "The open stage is %s, which takes that role."
                  .formatted(Names.ofCode(wrong.open().value())));
      case Refusal.SamePersonTwice twice ->
          Problem.of(
              ProblemType.SAME_PERSON_TWICE,
              "You decided at the stage %s already: leave this one to someone else."
                  .formatted(Names.ofCode(twice.earlier().value())));
      case Refusal.DeadlinePassed late ->
          Problem.of(
              ProblemType.DEADLINE_PASSED,
              "The deadline was %s; nothing can be decided or answered after it."
                  .formatted(late.at()));
      case Refusal.HeldByAnother held ->
          Problem.of(
              ProblemType.HELD_BY_ANOTHER,
              "%s holds the stage and has to release it first.".formatted(holder(id, caller)));
    };
  }

  private String holder(CreditRequestId id, Caller caller) {
    return reads
        .find(id, caller)
        .flatMap(RequestView::open)
        .flatMap(RequestView.OpenStageView::holder)
        .map(RequestView.Person::username)
        .orElse("Someone else");
  }

  private static Answer problem(ProblemType type, String detail) {
    return Answers.of(Problem.of(type, detail));
  }
}
