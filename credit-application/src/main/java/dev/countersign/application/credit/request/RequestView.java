package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Progress;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.SeparationOfDuties;
import dev.countersign.domain.credit.request.SeparationOfDuties.Decider;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as people look at it.
 *
 * @param route its stages in order, with what was decided about the present proposal
 * @param open the stage that can be decided now, while in approval
 * @param deciders everyone who decided about any proposal, with the stage at which they did
 * @param reasons why it was declined or rejected, or what is in doubt while people decide
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

  /** Whether that person has claimed its open stage. */
  public boolean isHeldBy(UserId person) {
    return open.flatMap(OpenStageView::holder)
        .filter(holder -> holder.id().equals(person))
        .isPresent();
  }

  /** Who may decide its open stage. */
  public SeparationOfDuties duties(OpenStageView stage) {
    var roles =
        Stream.concat(Stream.of(stage.role()), stage.escalatedTo().map(Level::role).stream());
    return duties(stage.stage(), roles.collect(Collectors.toUnmodifiableSet()));
  }

  /** Which of those with one of these roles may decide at a stage of it. */
  SeparationOfDuties duties(Stage stage, Set<Role> roles) {
    return new SeparationOfDuties(applicant.id(), stage, roles, deciders);
  }

  /** A person by id and name. */
  public record Person(UserId id, String username) {}

  /**
   * @param decision absent as long as the stage has not decided about the present proposal
   */
  public record StageView(Stage stage, Optional<DecisionView> decision) {}

  public record DecisionView(Decision.Outcome outcome, String by, Instant at) {}

  /**
   * @param role that decides it
   * @param escalatedTo the level above that may decide as well, once the deadline has passed
   */
  public record OpenStageView(
      Stage stage,
      Role role,
      Instant deadline,
      Optional<Person> holder,
      Optional<Level> escalatedTo) {}

  /**
   * @param code stable, kebab-case
   */
  public record Reason(String code, String text) {
    /** The code of a rejection by a person, whose text is that person's. */
    public static final String REJECTED = "rejected";

    /** What a check objects, or has its doubts about. */
    public static Reason of(Finding finding) {
      return new Reason(finding.code().code(), finding.text());
    }
  }

  public record QuestionView(Stage askedBy, String text, Instant answerBy) {}

  /** The view of a request that was submitted a moment ago: nothing else can be known of it. */
  public static RequestView of(CreditRequest.Submitted request, String applicant) {
    return of(request, request.proposal().purpose(), Optional.empty(), id -> applicant);
  }

  /**
   * The view of a request as it stands.
   *
   * @param purpose of the present proposal
   * @param analysis of the present proposal, once it is made
   * @param names the username of each person
   */
  public static RequestView of(
      CreditRequest request,
      String purpose,
      Optional<Analysis> analysis,
      Function<UserId, String> names) {
    var dossier = request.dossier();
    var progress = request.progress();
    return new RequestView(
        dossier.id(),
        progress.revision(),
        request.status(),
        progress.terms().product(),
        progress.terms().amount(),
        progress.terms().termMonths(),
        purpose,
        new Person(dossier.applicant(), names.apply(dossier.applicant())),
        dossier.submittedAt(),
        dossier.policy(),
        route(progress, names),
        open(request, names),
        progress.deciders(),
        reasons(request, analysis),
        question(request),
        request instanceof CreditRequest.Closed closed
            ? Optional.of(closed.closedAt())
            : Optional.empty());
  }

  private static List<StageView> route(Progress progress, Function<UserId, String> names) {
    return progress.route().stages().stream()
        .map(stage ->
            new StageView(
                stage,
                progress.decisionsOnPresent().stream()
                    .filter(decision -> decision.stage().equals(stage))
                    .map(decision ->
                        new DecisionView(
                            decision.outcome(), names.apply(decision.by()), decision.at()))
                    .findFirst()))
        .toList();
  }

  private static Optional<OpenStageView> open(
      CreditRequest request, Function<UserId, String> names) {
    return request instanceof CreditRequest.InApproval waiting
        ? Optional.of(
            new OpenStageView(
                waiting.open().stage(),
                waiting.open().role(),
                waiting.open().deadline(),
                waiting.open().holder().map(holder -> new Person(holder, names.apply(holder))),
                waiting.open().escalatedTo()))
        : Optional.empty();
  }

  private static List<Reason> reasons(CreditRequest request, Optional<Analysis> analysis) {
    return switch (request) {
      case CreditRequest.Rejected rejected ->
          List.of(new Reason(Reason.REJECTED, rejected.reason().value()));
      case CreditRequest.Declined declined -> declined.reasons().stream().map(Reason::of).toList();
      case CreditRequest.InApproval waiting -> doubts(analysis);
      case CreditRequest.Referred waiting -> doubts(analysis);
      case CreditRequest.Submitted waiting -> List.of();
      case CreditRequest.Closed closed -> List.of();
    };
  }

  private static List<Reason> doubts(Optional<Analysis> analysis) {
    return analysis.stream().flatMap(made -> made.reasons().stream()).map(Reason::of).toList();
  }

  private static Optional<QuestionView> question(CreditRequest request) {
    return request instanceof CreditRequest.Referred referred
        ? Optional.of(
            new QuestionView(referred.askedBy(), referred.question().value(), referred.answerBy()))
        : Optional.empty();
  }
}
