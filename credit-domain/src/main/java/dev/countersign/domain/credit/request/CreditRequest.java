package dev.countersign.domain.credit.request;

import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.policy.Admission;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.policy.PolicyArchive;
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

  /** A new request, pinned to the policy that admitted it. */
  static Change<Submitted> submit(
      CreditRequestId id, UserId applicant, Admission.Admitted admitted, Instant at) {
    var proposal = admitted.proposal();
    var terms = CreditTerms.of(proposal);
    return Change.of(
        new Move.Submit(proposal),
        new Submitted(
            new Dossier(id, applicant, at, admitted.policy().ref()),
            new Progress(Revision.FIRST, Revision.FIRST, terms, admitted.route(), List.of()),
            proposal),
        new Actor.Person(applicant),
        at,
        new CreditRequestEvent.Submitted(terms.product(), terms.amount(), terms.termMonths()));
  }

  /** A request that has not come to its end: the applicant may take it back. */
  sealed interface Open extends CreditRequest {
    default Change<Withdrawn> withdraw(Instant at) {
      return Change.of(
          new Move.Withdraw(),
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

    /** Does what is due next, if it is due by now; what is due after that takes another call. */
    DeadlineOutcome passDeadline(PolicyArchive policies, Instant at);

    private static DeadlineOutcome expired(Waiting request, Instant at) {
      return new DeadlineOutcome.Passed(
          EscalationStep.EXPIRE,
          Change.of(
              new Move.Expire(),
              new Expired(request.dossier(), request.progress().next(), at),
              new Actor.Automatic(AutomaticTasks.DEADLINE),
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
     * @throws IllegalArgumentException if the analysis is of another request or proposal
     */
    public Change<? extends CreditRequest> analysed(AnalysisRecord record, PolicyArchive policies) {
      if (!record.request().equals(dossier.id())
          || !record.revision().equals(progress.proposed())
          || !record.policy().equals(dossier.policy())) {
        throw new IllegalArgumentException("an analysis of another proposal: " + record.request());
      }
      var rules = dossier.pinned(policies).policy();
      return switch (record.analysis().outcome()) {
        case PASSED -> openFirstStage(record, progress.route(), rules);
        case IN_DOUBT -> openFirstStage(record, rules.stages().lengthened(progress.route()), rules);
        case DECLINED -> decline(record);
      };
    }

    private Change<InApproval> openFirstStage(
        AnalysisRecord record, Route route, CreditPolicy policy) {
      var at = record.analysedAt();
      var next = progress.nextOn(route);
      var open = InApproval.open(route.first(), next.revision(), policy, at);
      return Change.of(
          new Move.Analyse(record),
          new InApproval(dossier, next, open),
          new Actor.Automatic(AutomaticTasks.ANALYSIS),
          at,
          new CreditRequestEvent.Analysed(record.analysis().outcome()),
          new CreditRequestEvent.StageOpened(open.stage(), route, open.deadline()));
    }

    private Change<Declined> decline(AnalysisRecord record) {
      var at = record.analysedAt();
      var reasons = record.analysis().reasons();
      return Change.of(
          new Move.Analyse(record),
          new Declined(dossier, progress.next(), at, reasons),
          new Actor.Automatic(AutomaticTasks.ANALYSIS),
          at,
          new CreditRequestEvent.Analysed(record.analysis().outcome()),
          new CreditRequestEvent.Declined(reasons));
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

    /** What people may do at that instant; nothing any more after the end of the open stage. */
    public DecisionPeriod decisionPeriod(PolicyArchive policies, Instant at) {
      var policy = dossier.pinned(policies).policy();
      var end =
          due().step() == EscalationStep.EXPIRE
              ? due()
              : policy.escalationPlan(stage(), open.openedAt()).getLast();
      return end.isDueAt(at)
          ? new Refusal.DeadlinePassed(end.at())
          : new DecisionPeriod.Running(this, policy, at);
    }

    StageDecision decide(
        Verdict verdict, StaffMember by, Revision seen, CreditPolicy policy, Instant at) {
      var ineligible = duties().objectionTo(by);
      var refusal =
          ineligible
              .filter(Refusal.OwnRequest.class::isInstance)
              .map(StageDecision.class::cast)
              .or(() -> seenTooLongAgo(seen))
              .or(() -> ineligible)
              .or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return switch (verdict) {
        case Verdict.Approve approve ->
            approve(approve, decision(Decision.Outcome.APPROVED, by, seen, at), policy, at);
        case Verdict.Reject reject ->
            reject(reject, decision(Decision.Outcome.REJECTED, by, seen, at), at);
        case Verdict.Refer refer ->
            refer(refer.question(), decision(Decision.Outcome.REFERRED, by, seen, at), policy, at);
      };
    }

    ClaimOutcome claim(StaffMember by, Instant at) {
      var refusal =
          duties().objectionTo(by).map(ClaimOutcome.class::cast).or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return open.holder().isPresent()
          ? new ClaimOutcome.Unchanged()
          : held(
              new Move.Claim(),
              Optional.of(by.id()),
              by,
              at,
              new CreditRequestEvent.Claimed(stage(), by.id()));
    }

    ClaimOutcome release(StaffMember by, Instant at) {
      var refusal =
          duties().objectionTo(by).map(ClaimOutcome.class::cast).or(() -> heldByAnotherThan(by));
      if (refusal.isPresent()) {
        return refusal.get();
      }
      return open.holder().isEmpty()
          ? new ClaimOutcome.Unchanged()
          : held(
              new Move.Release(),
              Optional.empty(),
              by,
              at,
              new CreditRequestEvent.Released(stage()));
    }

    @Override
    public Due due() {
      return open.due();
    }

    @Override
    public DeadlineOutcome passDeadline(PolicyArchive policies, Instant at) {
      if (!due().isDueAt(at)) {
        return new DeadlineOutcome.TooEarly(due());
      }
      var policy = dossier.pinned(policies).policy();
      return switch (due().step()) {
        case REMIND -> {
          var reminded = new CreditRequestEvent.StageReminded(stage(), open.deadline());
          yield stepped(new Move.Remind(), open.reminded(dueNext(policy)), at, reminded);
        }
        case ESCALATE -> {
          var above = policy.stages().above(stage()).orElseThrow();
          var next = dueNext(policy);
          var escalated = new CreditRequestEvent.StageEscalated(stage(), above.stage(), next.at());
          yield stepped(new Move.Escalate(), open.escalated(above, next), at, escalated);
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

    private DeadlineOutcome stepped(
        Move move, OpenStage next, Instant at, CreditRequestEvent event) {
      return new DeadlineOutcome.Passed(
          due().step(),
          Change.of(
              move,
              new InApproval(dossier, progress.next(), next),
              new Actor.Automatic(AutomaticTasks.DEADLINE),
              at,
              event));
    }

    /** Who may decide the open stage. */
    public SeparationOfDuties duties() {
      return new SeparationOfDuties(
          dossier.applicant(), stage(), open.roles(), progress.deciders());
    }

    private Stage stage() {
      return open.stage();
    }

    private Optional<Refusal.StaleRevision> seenTooLongAgo(Revision seen) {
      return seen.compareTo(open.since()) < 0 || seen.compareTo(revision()) > 0
          ? Optional.of(new Refusal.StaleRevision(revision()))
          : Optional.empty();
    }

    private Optional<Refusal.HeldByAnother> heldByAnotherThan(StaffMember by) {
      return open.holder()
          .filter(holder -> !holder.equals(by.id()))
          .map(Refusal.HeldByAnother::new);
    }

    private ClaimOutcome held(
        Move move, Optional<UserId> holder, StaffMember by, Instant at, CreditRequestEvent event) {
      return new ClaimOutcome.Passed(
          Change.of(
              move,
              new InApproval(dossier, progress.next(), open.heldBy(holder)),
              new Actor.Person(by.id()),
              at,
              event));
    }

    private StageDecision approve(
        Verdict.Approve verdict, Decision decision, CreditPolicy policy, Instant at) {
      var next = progress.nextWith(decision);
      var approved =
          new CreditRequestEvent.StageApproved(stage(), open.openedAt(), verdict.remark());
      var following = progress.route().after(stage());
      if (following.isPresent()) {
        var opened = open(following.get(), next.revision(), policy, at);
        return new StageDecision.Advanced(
            Change.of(
                new Move.Decide(decision),
                new InApproval(dossier, next, opened),
                new Actor.Person(decision.by()),
                at,
                approved,
                new CreditRequestEvent.StageOpened(
                    opened.stage(), progress.route(), opened.deadline())));
      }
      var terms = progress.terms();
      var schedule = schedule(policy, at);
      return new StageDecision.Concluded(
          Change.of(
              new Move.Grant(decision, schedule),
              new Granted(dossier, next, at, schedule),
              new Actor.Person(decision.by()),
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

    private StageDecision reject(Verdict.Reject verdict, Decision decision, Instant at) {
      return new StageDecision.Concluded(
          Change.of(
              new Move.Decide(decision),
              new Rejected(dossier, progress.nextWith(decision), at, stage(), verdict.reason()),
              new Actor.Person(decision.by()),
              at,
              new CreditRequestEvent.Rejected(
                  stage(), open.openedAt(), verdict.reason(), verdict.remark())));
    }

    private StageDecision refer(
        Question question, Decision decision, CreditPolicy policy, Instant at) {
      var answerBy = policy.answerBy(at);
      return new StageDecision.SentBack(
          Change.of(
              new Move.Decide(decision),
              new Referred(dossier, progress.nextWith(decision), stage(), question, at, answerBy),
              new Actor.Person(decision.by()),
              at,
              new CreditRequestEvent.Referred(stage(), open.openedAt(), question, answerBy)));
    }

    private Decision decision(Decision.Outcome outcome, StaffMember by, Revision seen, Instant at) {
      return new Decision(
          progress.proposed(), seen, stage(), outcome, by.id(), open.roleOf(by), at);
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
    public DeadlineOutcome passDeadline(PolicyArchive policies, Instant at) {
      return due().isDueAt(at) ? Waiting.expired(this, at) : new DeadlineOutcome.TooEarly(due());
    }

    /** What the applicant may do at that instant; nothing any more after the time to answer. */
    public AnswerPeriod answerPeriod(PolicyArchive policies, Instant at) {
      return due().isDueAt(at)
          ? new Refusal.DeadlinePassed(answerBy)
          : new AnswerPeriod.Running(this, dossier.pinned(policies), at);
    }

    RevisionOutcome revise(Admission admission, Revision seen, Instant at) {
      return switch (admission) {
        case Admission.Refused refused -> new RevisionOutcome.NotAdmitted(refused.violations());
        case Admission.Admitted admitted ->
            seen.equals(revision())
                ? accepted(admitted, at)
                : new Refusal.StaleRevision(revision());
      };
    }

    private RevisionOutcome accepted(Admission.Admitted admitted, Instant at) {
      var proposal = admitted.proposal();
      var terms = CreditTerms.of(proposal);
      return new RevisionOutcome.Accepted(
          Change.of(
              new Move.Revise(proposal),
              new Submitted(dossier, progress.nextProposal(terms, admitted.route()), proposal),
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
