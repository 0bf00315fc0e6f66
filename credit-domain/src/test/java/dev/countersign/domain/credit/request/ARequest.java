package dev.countersign.domain.credit.request;

import static dev.countersign.domain.credit.analysis.SomeFacts.blameless;
import static dev.countersign.domain.credit.analysis.SomeFacts.bureauSilent;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;

import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.Admission;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings a request by real moves to where a test begins; a refused move fails the test. */
final class ARequest {
  static final CreditPolicy POLICY = StandardPolicy.get();
  static final PinnedPolicy PINNED = PinnedPolicy.of(POLICY);
  static final PolicyArchive POLICIES = ref -> PINNED;
  static final PolicyRef POLICY_REF = PINNED.ref();

  /** A Monday. */
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  static final Person ANTON = new Person(1);
  static final Person ANA = new Person(2);
  static final Person MARIA = new Person(3);
  static final Person DAVID = new Person(4);
  static final Person EVA = new Person(5);

  /** Someone, whatever roles they hold at the moment. */
  record Person(UserId id) {
    Person(int number) {
      this(new UserId(new UUID(0, number)));
    }

    StaffMember as(Role... roles) {
      return new StaffMember(id, Arrays.stream(roles).collect(Collectors.toSet()));
    }

    StaffMember withAllRoles() {
      return new StaffMember(
          id, Set.of(Role.APPLICANT, Role.ANALYST, Role.MANAGER, Role.DIRECTOR, Role.ADMIN));
    }

    StaffMember deciding(Stage stage) {
      return as(POLICY.stages().rules(stage).role());
    }
  }

  private final AProposal proposal;

  private ARequest(AProposal proposal) {
    this.proposal = proposal;
  }

  /** Anton's request for a personal credit; it goes up to the manager. */
  static ARequest aRequest() {
    return aRequest(aProposal().product("PERSONAL").of("20000.00"));
  }

  static ARequest aRequest(AProposal proposal) {
    return new ARequest(proposal);
  }

  ARequest of(String amount) {
    return aRequest(proposal.of(amount));
  }

  Change<Submitted> submission() {
    var asked = proposal.build();
    return CreditRequest.submit(
        new CreditRequestId(new UUID(7, 7)), ANTON.id(), admitted(asked), NOON);
  }

  Submitted submitted() {
    return submission().next();
  }

  Change<? extends CreditRequest> analysedWith(Facts facts) {
    return analysis(submitted(), facts);
  }

  /** Analysed without objection. */
  InApproval analysed() {
    return passed(submitted());
  }

  /** Analysed, but the bureau did not answer. */
  InApproval inDoubt() {
    var request = submitted();
    return (InApproval)
        analysis(request, bureauSilent(ReasonCode.SOURCE_UNAVAILABLE, request.proposal())).next();
  }

  /** Approved by Ana, Maria and David as far as it takes. */
  InApproval waitingAt(Stage stage) {
    var request = analysed();
    while (!request.open().stage().equals(stage)) {
      request = approved(request);
    }
    return request;
  }

  Referred referredAt(Stage stage) {
    return referred(waitingAt(stage), decider(stage));
  }

  static InApproval approved(InApproval request) {
    return approvedBy(decider(request.open().stage()), request);
  }

  static InApproval approvedBy(StaffMember by, InApproval request) {
    return ((StageDecision.Advanced) decision(request, approval(), by)).change().next();
  }

  static Referred referred(InApproval request, StaffMember by) {
    return ((StageDecision.SentBack) decision(request, question(), by)).change().next();
  }

  /** What comes of a verdict on the request as it stands. */
  static StageDecision decision(InApproval request, Verdict verdict, StaffMember by) {
    return running(request, NOON).decide(verdict, by, request.revision());
  }

  /** What people may do with the request, at an instant before its end. */
  static DecisionPeriod.Running running(InApproval request, Instant at) {
    return (DecisionPeriod.Running) request.decisionPeriod(POLICIES, at);
  }

  /** What the applicant may do with the request, at an instant before its end. */
  static AnswerPeriod.Running running(Referred request, Instant at) {
    return (AnswerPeriod.Running) request.answerPeriod(POLICIES, at);
  }

  /** Ana, Maria or David, whoever it is for. */
  static StaffMember decider(Stage stage) {
    return List.of(ANA, MARIA, DAVID).get(POLICY.stages().rank(stage)).deciding(stage);
  }

  static Submitted revised(Referred request, Proposal answer) {
    return ((RevisionOutcome.Accepted) running(request, NOON).revise(answer, request.revision()))
        .change()
        .next();
  }

  static InApproval passed(Submitted request) {
    return (InApproval) analysis(request, blameless(request.proposal())).next();
  }

  static Change<? extends CreditRequest> analysis(Submitted request, Facts facts) {
    return analysis(request, facts, NOON);
  }

  static Change<? extends CreditRequest> analysis(Submitted request, Facts facts, Instant at) {
    return request.analysed(AnalysisRecord.of(request, POLICIES, facts, at), POLICIES);
  }

  static InApproval claimed(InApproval request, StaffMember by) {
    return ((ClaimOutcome.Passed) running(request, NOON).claim(by)).change().next();
  }

  static InApproval released(InApproval request, StaffMember by) {
    return ((ClaimOutcome.Passed) running(request, NOON).release(by)).change().next();
  }

  static Admission.Admitted admitted(Proposal proposal) {
    return (Admission.Admitted) PINNED.admit(proposal, NOON);
  }

  static Verdict approval() {
    return new Verdict.Approve(Optional.empty());
  }

  static Verdict rejection() {
    return new Verdict.Reject(new Verdict.Reason("Too much debt"), Optional.empty());
  }

  static Verdict question() {
    return new Verdict.Refer(new Verdict.Question("Where are your payslips?"));
  }
}
