package dev.countersign.persistence.credit.request;

import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.RequestView.DecisionView;
import dev.countersign.application.credit.request.RequestView.OpenStageView;
import dev.countersign.application.credit.request.RequestView.Person;
import dev.countersign.application.credit.request.RequestView.QuestionView;
import dev.countersign.application.credit.request.RequestView.Reason;
import dev.countersign.application.credit.request.RequestView.StageView;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.SeparationOfDuties.Decider;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A view made of a request's row and of what was decided about it. */
public final class ViewRow {
  /** What turns rows of requests, named {@code r}, into rows of views. */
  static final String SELECT =
      """
      select r.*, a.username, h.username as holder,
        (select json_agg(json_build_object('on', d.proposed, 'stage', d.stage,
             'outcome', d.outcome, 'by', d.decided_by, 'name', n.username, 'at', d.decided_at)
             order by d.revision)
           from decision d join account n on n.id = d.decided_by
          where d.request_id = r.id)::text as decisions
      from (%s) r
      join account a on a.id = r.applicant_id
      left join account h on h.id = r.holder_id
      """;

  private ViewRow() {}

  /** A decision with the name of the person who made it. */
  public record Named(
      Revision on, Stage stage, Decision.Outcome outcome, UserId by, String name, Instant at) {}

  /** Decisions as one column. */
  public record Decisions(List<Named> value) {}

  static RequestView view(Row row, PolicyNumbers policies) {
    var status = Status.valueOf(row.text("status"));
    var proposed = new Revision(row.integer("proposed"));
    var decisions =
        row.optionalText("decisions")
            .map(json -> CanonicalJson.read(Decisions.class, json).value())
            .orElse(List.of());
    return new RequestView(
        new CreditRequestId(row.uuid("id")),
        new Revision(row.integer("revision")),
        status,
        new ProductCode(row.text("product")),
        RequestRow.amount(row),
        row.integer("term_months"),
        row.text("purpose"),
        new Person(row.user("applicant_id"), row.text("username")),
        row.instant("submitted_at"),
        policies.named(row.integer("policy")),
        row.texts("route").stream()
            .map(Stage::new)
            .map(stage -> new StageView(stage, decisionAt(stage, proposed, decisions)))
            .toList(),
        row.optionalText("stage").map(stage -> openStage(new Stage(stage), row)),
        decisions.stream().map(made -> new Decider(made.by(), made.stage())).distinct().toList(),
        reasons(status, row),
        row.optionalText("question")
            .map(question ->
                new QuestionView(
                    new Stage(row.text("asked_by")), question, row.instant("answer_by"))),
        row.optionalInstant("closed_at"));
  }

  private static Optional<DecisionView> decisionAt(
      Stage stage, Revision proposed, List<Named> decisions) {
    return decisions.stream()
        .filter(made -> made.stage().equals(stage) && made.on().equals(proposed))
        .map(made -> new DecisionView(made.outcome(), made.name(), made.at()))
        .findFirst();
  }

  private static OpenStageView openStage(Stage stage, Row row) {
    return new OpenStageView(
        stage,
        new Role(row.text("stage_role")),
        row.instant("deadline"),
        row.optionalUser("holder_id").map(holder -> new Person(holder, row.text("holder"))),
        RequestRow.escalatedTo(row));
  }

  private static List<Reason> reasons(Status status, Row row) {
    return switch (status) {
      case REJECTED -> List.of(new Reason(Reason.REJECTED, row.text("rejection")));
      case DECLINED, IN_APPROVAL, REFERRED ->
          RequestRow.findings(row.text("findings")).stream().map(Reason::of).toList();
      case SUBMITTED, GRANTED, WITHDRAWN, EXPIRED -> List.of();
    };
  }
}
