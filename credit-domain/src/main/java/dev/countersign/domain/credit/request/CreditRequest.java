package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.Product;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for credit, from submission to its end. Every state holds exactly the facts that are
 * true in it, and offers exactly the moves that are legal from it; there is no other way to change
 * one.
 *
 * <p>Submitted → (analysis) → in approval, stage by stage → granted. Ways out: declined by the
 * analysis, rejected at a stage, withdrawn by the applicant, expired. A stage may refer the request
 * back; the applicant's answer is a new proposal, which is analysed anew and starts at the first
 * stage again.
 */
public sealed interface CreditRequest {
  Dossier dossier();

  Progress progress();

  Status status();

  default Revision revision() {
    return progress().revision();
  }

  /**
   * A new request.
   *
   * @param route the one that the policy's admission gave the proposal
   */
  static Change<Submitted> submit(
      CreditRequestId id,
      UserId applicant,
      Proposal proposal,
      Route route,
      PolicyRef policy,
      Instant at) {
    var terms = CreditTerms.of(proposal);
    return Change.of(
        new Submitted(
            new Dossier(id, applicant, at, policy),
            new Progress(Revision.FIRST, Revision.FIRST, terms, route, List.of()),
            proposal),
        new Actor.Person(applicant),
        at,
        new CreditRequestEvent.Submitted(terms.product(), terms.amount(), terms.termMonths()));
  }

  /** A request that has not come to its end: the applicant may take it back. */
  sealed interface Open extends CreditRequest {
    default Change<Withdrawn> withdraw(Instant at) {
      return Change.of(
          new Withdrawn(dossier(), progress().next(), at),
          new Actor.Person(dossier().applicant()),
          at,
          new CreditRequestEvent.Withdrawn());
    }
  }

  /** A request that waits for people, who have until a deadline. */
  sealed interface Waiting extends Open {
    /** What time does next, unless someone moves the request before. */
    Due due();

    /**
     * Does what is due next, if it is due by now; what is due after that takes another call.
     *
     * @param policy the one the request is pinned to
     */
    DeadlineOutcome passDeadline(CreditPolicy policy, Instant at);

    private static DeadlineOutcome expired(Waiting request, Instant at) {
      return new DeadlineOutcome.Passed(
          EscalationStep.EXPIRE,
          Change.of(
              new Expired(request.dossier(), request.progress().next(), at),
              new Actor.Automatic(Actor.Task.DEADLINE),
              at,
              new CreditRequestEvent.Expired()));
    }
  }

  /** A request at its end. Nothing moves it any more. */
  sealed interface Closed extends CreditRequest {
    Instant closedAt();
  }

  /** Waiting for its analysis. */
  record Submitted(Dossier dossier, Progress progress, Proposal proposal) implements Open {
    @Override
    public Status status() {
      return Status.SUBMITTED;
    }

    /**
     * Moves the request on as its analysis says. A doubt adds the next stage to the route.
     *
     * @param policy the one the request is pinned to
     * @throws IllegalArgumentException if the analysis is of another request or proposal
     */
    public Change<? extends CreditRequest> analysed(AnalysisRecord record, CreditPolicy policy) {
      if (!record.request().equals(dossier.id())
          || !record.revision().equals(progress.proposed())) {
        throw new IllegalArgumentException("an analysis of another proposal: " + record.request());
      }
      var analysis = record.analysis();
      return switch (analysis.outcome()) {
        case PASSED -> openFirstStage(analysis, progress.route(), policy, record.analysedAt());
        case IN_DOUBT ->
            openFirstStage(
                analysis,
                policy.stages().lengthened(progress.route()),
                policy,
                record.analysedAt());
        case DECLINED -> decline(analysis, record.analysedAt());
      };
    }

    private Change<InApproval> openFirstStage(
        Analysis analysis, Route route, CreditPolicy policy, Instant at) {
      var next = progress.nextOn(route);
      var open = InApproval.open(route.first(), next.revision(), policy, at);
      return Change.of(
          new InApproval(dossier, next, open),
          new Actor.Automatic(Actor.Task.ANALYSIS),
          at,
          new CreditRequestEvent.Analysed(analysis.outcome()),
          new CreditRequestEvent.StageOpened(open.stage(), route, open.deadline()));
    }

    private Change<Declined> decline(Analysis analysis, Instant at) {
      return Change.of(
          new Declined(dossier, progress.next(), at, analysis.reasons()),
          new Actor.Automatic(Actor.Task.ANALYSIS),
          at,
          new CreditRequestEvent.Analysed(analysis.outcome()),
          new CreditRequestEvent.Declined(analysis.reasons()));
    }
  }

  /** Waiting for people, at one stage of its route. */
  record InApproval(Dossier dossier, Progress progress, OpenStage open) implements Waiting {
    public InApproval {
      if (!progress.route().stages().contains(open.stage())) {
        throw new IllegalArgumentException(open.stage() + " is not on the " + progress.route());
      }
      if (open.since().compareTo(progress.revision()) > 0) {
        throw new IllegalArgumentException(open.since() + " is still to come");
      }
    }

    @Override
    public Status status() {
      return Status.IN_APPROVAL;
    }

    /**
     * Takes a verdict at the open stage, or says why it can't be taken.
     *
     * @param seen the revision that the approver looked at
     * @param policy the one the request is pinned to
     */
    public StageDecision decide(
        Verdict verdict, StaffMember by, Revision seen, CreditPolicy policy, Instant at) {
      var refusal =
          own(by)
              .or(() -> seenTooLongAgo(seen))
              .or(() -> notFor(by))
              .or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return switch (verdict) {
        case Verdict.Approve approve -> approve(approve, by.id(), policy, at);
        case Verdict.Reject reject -> reject(reject, by.id(), at);
        case Verdict.Refer refer -> refer(refer.question(), by.id(), policy, at);
      };
    }

    /** Makes a member of staff the one who decides this stage. */
    public ClaimOutcome claim(StaffMember by, Instant at) {
      var refusal = own(by).or(() -> notFor(by)).or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return open.holder().isPresent()
          ? new ClaimOutcome.Unchanged()
          : held(Optional.of(by.id()), by, at, new CreditRequestEvent.Claimed(stage(), by.id()));
    }

    /** Gives the stage back to everyone with its role. */
    public ClaimOutcome release(StaffMember by, Instant at) {
      var refusal = own(by).or(() -> notFor(by)).or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return open.holder().isEmpty()
          ? new ClaimOutcome.Unchanged()
          : held(Optional.empty(), by, at, new CreditRequestEvent.Released(stage()));
    }

    @Override
    public Due due() {
      return open.due();
    }

    @Override
    public DeadlineOutcome passDeadline(CreditPolicy policy, Instant at) {
      if (!due().isDueAt(at)) {
        return new DeadlineOutcome.TooEarly(due());
      }
      return switch (due().step()) {
        case REMIND -> {
          var reminded = new CreditRequestEvent.StageReminded(stage(), open.deadline());
          yield stepped(open.reminded(dueNext(policy)), at, reminded);
        }
        case ESCALATE -> {
          var above = policy.stages().above(stage()).orElseThrow();
          var next = dueNext(policy);
          var escalated = new CreditRequestEvent.StageEscalated(stage(), above.stage(), next.at());
          yield stepped(open.escalated(above, next), at, escalated);
        }
        case EXPIRE -> Waiting.expired(this, at);
      };
    }

    private Due dueNext(CreditPolicy policy) {
      return policy.escalationPlan(stage(), open.openedAt()).stream()
          .filter(later -> later.step().compareTo(due().step()) > 0)
          .findFirst()
          .orElseThrow();
    }

    private DeadlineOutcome stepped(OpenStage next, Instant at, CreditRequestEvent event) {
      return new DeadlineOutcome.Passed(
          due().step(),
          Change.of(
              new InApproval(dossier, progress.next(), next),
              new Actor.Automatic(Actor.Task.DEADLINE),
              at,
              event));
    }

    private Stage stage() {
      return open.stage();
    }

    private Optional<Refusal> seenTooLongAgo(Revision seen) {
      return seen.compareTo(open.since()) < 0 || seen.compareTo(revision()) > 0
          ? Optional.of(new Refusal.StaleRevision(revision()))
          : Optional.empty();
    }

    private Optional<Refusal> own(StaffMember by) {
      return by.id().equals(dossier.applicant())
          ? Optional.of(new Refusal.OwnRequest())
          : Optional.empty();
    }

    private Optional<Refusal> notFor(StaffMember by) {
      if (!open.isFor(by)) {
        return Optional.of(new Refusal.WrongStage(stage()));
      }
      return progress.otherStageDecidedBy(by.id(), stage()).map(Refusal.SamePersonTwice::new);
    }

    private Optional<Refusal> heldByAnotherThan(StaffMember by) {
      return open.holder()
          .filter(holder -> !holder.equals(by.id()))
          .map(Refusal.HeldByAnother::new);
    }

    private ClaimOutcome held(
        Optional<UserId> holder, StaffMember by, Instant at, CreditRequestEvent event) {
      return new ClaimOutcome.Passed(
          Change.of(
              new InApproval(dossier, progress.next(), open.heldBy(holder)),
              new Actor.Person(by.id()),
              at,
              event));
    }

    private StageDecision approve(
        Verdict.Approve verdict, UserId by, CreditPolicy policy, Instant at) {
      var next = decided(Decision.Outcome.APPROVED, by, at);
      var approved =
          new CreditRequestEvent.StageApproved(stage(), open.openedAt(), verdict.remark());
      var following = progress.route().after(stage());
      if (following.isPresent()) {
        var opened = open(following.get(), next.revision(), policy, at);
        return new StageDecision.Advanced(
            Change.of(
                new InApproval(dossier, next, opened),
                new Actor.Person(by),
                at,
                approved,
                new CreditRequestEvent.StageOpened(
                    opened.stage(), progress.route(), opened.deadline())));
      }
      var terms = progress.terms();
      return new StageDecision.Concluded(
          Change.of(
              new Granted(dossier, next, at, schedule(policy, at)),
              new Actor.Person(by),
              at,
              approved,
              new CreditRequestEvent.Granted(terms.amount(), terms.termMonths())));
    }

    private RepaymentSchedule schedule(CreditPolicy policy, Instant at) {
      var terms = progress.terms();
      Product product =
          policy
              .product(terms.product())
              .orElseThrow(() -> new IllegalArgumentException("no product " + terms.product()));
      return product
          .repayment()
          .schedule(terms.amount(), terms.termMonths(), policy.calendar().dayAt(at));
    }

    private StageDecision reject(Verdict.Reject verdict, UserId by, Instant at) {
      return new StageDecision.Concluded(
          Change.of(
              new Rejected(
                  dossier,
                  decided(Decision.Outcome.REJECTED, by, at),
                  at,
                  stage(),
                  verdict.reason()),
              new Actor.Person(by),
              at,
              new CreditRequestEvent.Rejected(
                  stage(), open.openedAt(), verdict.reason(), verdict.remark())));
    }

    private StageDecision refer(Question question, UserId by, CreditPolicy policy, Instant at) {
      var answerBy = policy.answerBy(at);
      return new StageDecision.SentBack(
          Change.of(
              new Referred(
                  dossier,
                  decided(Decision.Outcome.REFERRED, by, at),
                  stage(),
                  question,
                  at,
                  answerBy),
              new Actor.Person(by),
              at,
              new CreditRequestEvent.Referred(stage(), open.openedAt(), question, answerBy)));
    }

    private Progress decided(Decision.Outcome outcome, UserId by, Instant at) {
      return progress.nextWith(new Decision(progress.proposed(), stage(), outcome, by, at));
    }

    private static OpenStage open(Stage stage, Revision since, CreditPolicy policy, Instant at) {
      return new OpenStage(
          stage,
          policy.stages().rules(stage).role(),
          since,
          at,
          policy.decideBy(stage, at),
          Optional.empty(),
          Optional.empty(),
          policy.escalationPlan(stage, at).getFirst());
    }
  }

  /** Waiting for the applicant's answer to a question. */
  record Referred(
      Dossier dossier,
      Progress progress,
      Stage askedBy,
      Question question,
      Instant askedAt,
      Instant answerBy)
      implements Waiting {
    @Override
    public Status status() {
      return Status.REFERRED;
    }

    @Override
    public Due due() {
      return new Due(EscalationStep.EXPIRE, answerBy);
    }

    @Override
    public DeadlineOutcome passDeadline(CreditPolicy policy, Instant at) {
      return due().isDueAt(at) ? Waiting.expired(this, at) : new DeadlineOutcome.TooEarly(due());
    }

    /**
     * Takes the applicant's answer: a whole new proposal.
     *
     * @param route the one that the admission under the pinned policy gave the new proposal
     */
    public RevisionOutcome revise(Proposal proposal, Route route, Revision seen, Instant at) {
      if (!seen.equals(revision())) {
        return new Refusal.StaleRevision(revision());
      }
      var terms = CreditTerms.of(proposal);
      return new RevisionOutcome.Accepted(
          Change.of(
              new Submitted(dossier, progress.nextProposal(terms, route), proposal),
              new Actor.Person(dossier.applicant()),
              at,
              new CreditRequestEvent.Revised(terms.product(), terms.amount(), terms.termMonths())));
    }
  }

  /** The credit is granted, to be repaid by this schedule. */
  record Granted(Dossier dossier, Progress progress, Instant closedAt, RepaymentSchedule schedule)
      implements Closed {
    @Override
    public Status status() {
      return Status.GRANTED;
    }
  }

  /**
   * The analysis declined the request.
   *
   * @param reasons at least one
   */
  record Declined(Dossier dossier, Progress progress, Instant closedAt, List<Finding> reasons)
      implements Closed {
    public Declined {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Status status() {
      return Status.DECLINED;
    }
  }

  /** A person rejected the request. */
  record Rejected(Dossier dossier, Progress progress, Instant closedAt, Stage stage, Reason reason)
      implements Closed {
    @Override
    public Status status() {
      return Status.REJECTED;
    }
  }

  /** The applicant took the request back. */
  record Withdrawn(Dossier dossier, Progress progress, Instant closedAt) implements Closed {
    @Override
    public Status status() {
      return Status.WITHDRAWN;
    }
  }

  /** A deadline passed. */
  record Expired(Dossier dossier, Progress progress, Instant closedAt) implements Closed {
    @Override
    public Status status() {
      return Status.EXPIRED;
    }
  }
}
