package dev.countersign.application.request;

import dev.countersign.domain.approval.Stage;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.UserId;
import dev.countersign.domain.policy.PolicyRef;
import dev.countersign.domain.proposal.ProductCode;
import dev.countersign.domain.request.CreditRequest;
import dev.countersign.domain.request.CreditRequestId;
import dev.countersign.domain.request.Decision;
import dev.countersign.domain.request.Revision;
import dev.countersign.domain.request.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request as people look at it.
 *
 * @param route its stages in order, with what was decided about the present proposal
 * @param open the stage that can be decided now, while in approval
 * @param deciders everyone who decided about any proposal, with the stage at which they did
 * @param reasons why it was declined or rejected, or what is in doubt
 * @param question what the applicant is asked, while referred
 */
public record RequestView(
    CreditRequestId id,
    Revision revision,
    Status status,
    ProductCode product,
    Money amount,
    int termMonths,
    String purpose,
    Person applicant,
    Instant submittedAt,
    PolicyRef policy,
    List<StageView> route,
    Optional<OpenStageView> open,
    List<Decider> deciders,
    List<Reason> reasons,
    Optional<QuestionView> question,
    Optional<Instant> closedAt) {
  public RequestView {
    route = List.copyOf(route);
    deciders = List.copyOf(deciders);
    reasons = List.copyOf(reasons);
  }

  /** A person by id and name. */
  public record Person(UserId id, String username) {}

  /**
   * @param decision absent as long as the stage has not decided about the present proposal
   */
  public record StageView(Stage stage, Optional<DecisionView> decision) {}

  public record DecisionView(Decision.Outcome outcome, String by, Instant at) {}

  public record OpenStageView(Stage stage, Instant deadline, Optional<Person> holder) {}

  public record Decider(UserId id, Stage stage) {}

  /**
   * @param code stable, kebab-case
   */
  public record Reason(String code, String text) {}

  public record QuestionView(Stage askedBy, String text, Instant answerBy) {}

  /** The view of a request that was submitted a moment ago: nothing else can be known of it. */
  public static RequestView of(CreditRequest.Submitted request, String applicant) {
    var dossier = request.dossier();
    var progress = request.progress();
    return new RequestView(
        dossier.id(),
        progress.revision(),
        request.status(),
        progress.terms().product(),
        progress.terms().amount(),
        progress.terms().termMonths(),
        request.proposal().purpose(),
        new Person(dossier.applicant(), applicant),
        dossier.submittedAt(),
        dossier.policy(),
        progress.route().stages().stream()
            .map(stage -> new StageView(stage, Optional.empty()))
            .toList(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
