package dev.countersign.testkit;

import static dev.countersign.testkit.ProposalBuilder.aProposal;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.approval.Verdict.Approve;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.approval.Verdict.Refer;
import dev.countersign.domain.credit.approval.Verdict.Reject;
import dev.countersign.domain.credit.approval.Verdict.Remark;
import dev.countersign.domain.credit.policy.Admission;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Property;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.AnswerPeriod;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.ClaimOutcome;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Open;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.DeadlineOutcome;
import dev.countersign.domain.credit.request.DecisionPeriod;
import dev.countersign.domain.credit.request.Move;
import dev.countersign.domain.credit.request.RevisionOutcome;
import dev.countersign.domain.credit.request.StageDecision;
import dev.countersign.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request and the moves that brought it where it is, each legal when it was made. A story never
 * changes: every move tells a longer one. A minute and a little passes between two moves.
 *
 * @param steps at least one, the first of which submits the request
 */
public record RequestStory(PinnedPolicy policy, List<Step> steps) {
  private static final Duration PACE = Duration.ofSeconds(60).plusNanos(7_000);
  private static final String BUREAU = "bureau-simulator";
  private static final Origin ORIGIN = new Origin("192.0.2.7");

  public RequestStory {
    steps = List.copyOf(steps);
  }

  /** One move. */
  public record Step(Change<?> change) {
    /** The analysis, if that was the move. */
    public Optional<AnalysisRecord> analysis() {
      return change.move() instanceof Move.Analyse analyse
          ? Optional.of(analyse.record())
          : Optional.empty();
    }

    public void saveIn(CreditStore store) {
      store.requests().save(change, ORIGIN);
    }
  }

  /** Begins with a proposal that passes the standard policy, by Ada, on a Monday morning. */
  public static Draft aRequest() {
    return new Draft();
  }

  /** A request that is about to be submitted. */
  public static final class Draft {
    private ProposalBuilder proposal = aProposal();
    private Person applicant = People.known().ada();
    private PinnedPolicy policy = PinnedPolicy.of(StandardPolicy.get());
    private Ids ids = new SequentialIds();
    private Instant at = Instant.parse("2026-06-01T10:00:00.000001Z");

    private Draft() {}

    /** Asks for so many euros. */
    public Draft of(String euros) {
      proposal = proposal.of(euros);
      return this;
    }

    public Draft proposing(ProposalBuilder newProposal) {
      proposal = newProposal;
      return this;
    }

    public Draft by(Person person) {
      applicant = person;
      return this;
    }

    public Draft under(CreditPolicy newPolicy) {
      policy = PinnedPolicy.of(newPolicy);
      return this;
    }

    public Draft identifiedBy(Ids newIds) {
      ids = newIds;
      return this;
    }

    public Draft at(Instant instant) {
      at = instant;
      return this;
    }

    public RequestStory submitted() {
      var proposed = proposal.build();
      return new RequestStory(
          policy,
          List.of(
              new Step(
                  CreditRequest.submit(
                      new CreditRequestId(ids.next(at)),
                      applicant.id(),
                      admitted(policy, proposed, at),
                      at))));
    }

    /** Submitted, and waiting at its first stage. */
    public RequestStory analysed() {
      return submitted().analysed();
    }
  }

  public CreditRequest request() {
    return steps.getLast().change().next();
  }

  /** The request, in a state that the test knows. */
  public <S extends CreditRequest> S as(Class<S> state) {
    return state.cast(request());
  }

  public CreditRequestId id() {
    return request().dossier().id();
  }

  /** The latest analysis. */
  public AnalysisRecord analysis() {
    return steps.reversed().stream()
        .flatMap(step -> step.analysis().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was analysed yet"));
  }

  /** The present proposal. */
  public Proposal proposal() {
    return steps.reversed().stream()
        .map(step -> step.change().next())
        .filter(Submitted.class::isInstance)
        .map(state -> ((Submitted) state).proposal())
        .findFirst()
        .orElseThrow();
  }

  /** Saves every step, each in a transaction of its own. */
  public RequestStory savedIn(Transactions<? extends CreditStore> transactions) {
    steps.forEach(step -> transactions.run(step::saveIn));
    return this;
  }

  /** The analysis finds nothing to object. */
  public RequestStory analysed() {
    return analysed(new Fact.Known<>(new BureauReport(Optional.of(700), false), BUREAU));
  }

  /** The bureau did not answer, so one more stage has to decide. */
  public RequestStory analysedInDoubt() {
    return analysed(new Fact.Undetermined<>(ReasonCode.SOURCE_UNAVAILABLE, BUREAU));
  }

  /** The bureau knows of a restriction. */
  public RequestStory declined() {
    return analysed(new Fact.Known<>(new BureauReport(Optional.of(700), true), BUREAU));
  }

  private RequestStory analysed(Fact<BureauReport> report) {
    var submitted = as(Submitted.class);
    var asked = Facts.of(FactKey.BUREAU, report);
    var facts =
        submitted
            .proposal()
            .property()
            .map(property -> asked.with(FactKey.PROPERTY_VALUE, declared(property)))
            .orElse(asked);
    var record = AnalysisRecord.of(submitted, policies(), facts, later());
    return with(submitted.analysed(record, policies()));
  }

  private static Fact<Money> declared(Property property) {
    return new Fact.Known<>(property.value(), "applicant");
  }

  public RequestStory claimedBy(Person person) {
    return passed(running().claim(person.staff()));
  }

  public RequestStory releasedBy(Person person) {
    return passed(running().release(person.staff()));
  }

  private RequestStory passed(ClaimOutcome custody) {
    return switch (custody) {
      case ClaimOutcome.Passed passed -> with(passed.change());
      case ClaimOutcome other -> throw new IllegalStateException("not passed on: " + other);
    };
  }

  public RequestStory approvedBy(Person person) {
    return decided(new Approve(Optional.empty()), person);
  }

  public RequestStory approvedBy(Person person, String remark) {
    return decided(new Approve(Optional.of(new Remark(remark))), person);
  }

  public RequestStory rejectedBy(Person person, String reason, String remark) {
    return decided(new Reject(new Reason(reason), Optional.of(new Remark(remark))), person);
  }

  public RequestStory referredBy(Person person, String question) {
    return decided(new Refer(new Question(question)), person);
  }

  private RequestStory decided(Verdict verdict, Person by) {
    return switch (running().decide(verdict, by.staff(), request().revision())) {
      case StageDecision.Taken taken -> with(taken.change());
      case StageDecision refused -> throw new IllegalStateException("refused: " + refused);
    };
  }

  public RequestStory revised(ProposalBuilder newProposal) {
    var running = (AnswerPeriod.Running) as(Referred.class).answerPeriod(policies(), later());
    return switch (running.revise(newProposal.build(), request().revision())) {
      case RevisionOutcome.Accepted accepted -> with(accepted.change());
      case RevisionOutcome refused -> throw new IllegalStateException("refused: " + refused);
    };
  }

  public RequestStory withdrawn() {
    return with(as(Open.class).withdraw(later()));
  }

  /** Time passes until those who are to decide are reminded. */
  public RequestStory reminded() {
    return stepped(EscalationStep.REMIND);
  }

  /** Time passes until the level above may decide as well. */
  public RequestStory escalated() {
    return stepped(EscalationStep.ESCALATE);
  }

  /** Time passes until the request is at its end. */
  public RequestStory expired() {
    return stepped(EscalationStep.EXPIRE);
  }

  private RequestStory stepped(EscalationStep last) {
    var waiting = as(Waiting.class);
    var due = waiting.due();
    return switch (waiting.passDeadline(policies(), due.at())) {
      case DeadlineOutcome.Passed passed -> {
        var story = with(passed.change());
        yield passed.step() == last ? story : story.stepped(last);
      }
      case DeadlineOutcome early -> throw new IllegalStateException("not due: " + early);
    };
  }

  private DecisionPeriod.Running running() {
    return (DecisionPeriod.Running) as(InApproval.class).decisionPeriod(policies(), later());
  }

  private PolicyArchive policies() {
    return ref -> policy;
  }

  private Instant later() {
    return steps.getLast().change().at().plus(PACE);
  }

  private RequestStory with(Change<?> change) {
    return with(new Step(change));
  }

  private RequestStory with(Step step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new RequestStory(policy, longer);
  }

  private static Admission.Admitted admitted(PinnedPolicy policy, Proposal proposal, Instant at) {
    return switch (policy.admit(proposal, at)) {
      case Admission.Admitted admitted -> admitted;
      case Admission.Refused refused ->
          throw new IllegalStateException("not admitted: " + refused.violations());
    };
  }
}
