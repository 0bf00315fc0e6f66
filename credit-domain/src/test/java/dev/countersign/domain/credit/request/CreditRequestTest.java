package dev.countersign.domain.credit.request;

import static dev.countersign.domain.credit.analysis.SomeFacts.blameless;
import static dev.countersign.domain.credit.analysis.SomeFacts.bureauSilent;
import static dev.countersign.domain.credit.analysis.SomeFacts.restricted;
import static dev.countersign.domain.credit.policy.StandardPolicy.ANALYST;
import static dev.countersign.domain.credit.policy.StandardPolicy.DIRECTOR;
import static dev.countersign.domain.credit.policy.StandardPolicy.MANAGER;
import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.proposal.AProposal.euros;
import static dev.countersign.domain.credit.request.ARequest.ANA;
import static dev.countersign.domain.credit.request.ARequest.ANTON;
import static dev.countersign.domain.credit.request.ARequest.DAVID;
import static dev.countersign.domain.credit.request.ARequest.EVA;
import static dev.countersign.domain.credit.request.ARequest.MARIA;
import static dev.countersign.domain.credit.request.ARequest.NOON;
import static dev.countersign.domain.credit.request.ARequest.POLICIES;
import static dev.countersign.domain.credit.request.ARequest.POLICY;
import static dev.countersign.domain.credit.request.ARequest.POLICY_REF;
import static dev.countersign.domain.credit.request.ARequest.aRequest;
import static dev.countersign.domain.credit.request.ARequest.analysis;
import static dev.countersign.domain.credit.request.ARequest.approval;
import static dev.countersign.domain.credit.request.ARequest.approved;
import static dev.countersign.domain.credit.request.ARequest.approvedBy;
import static dev.countersign.domain.credit.request.ARequest.claimed;
import static dev.countersign.domain.credit.request.ARequest.decider;
import static dev.countersign.domain.credit.request.ARequest.decision;
import static dev.countersign.domain.credit.request.ARequest.passed;
import static dev.countersign.domain.credit.request.ARequest.question;
import static dev.countersign.domain.credit.request.ARequest.referred;
import static dev.countersign.domain.credit.request.ARequest.rejection;
import static dev.countersign.domain.credit.request.ARequest.released;
import static dev.countersign.domain.credit.request.ARequest.revised;
import static dev.countersign.domain.credit.request.ARequest.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.countersign.domain.credit.analysis.Analysis;
import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.Policies;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.request.CreditRequest.Closed;
import dev.countersign.domain.credit.request.CreditRequest.Declined;
import dev.countersign.domain.credit.request.CreditRequest.Expired;
import dev.countersign.domain.credit.request.CreditRequest.Granted;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Open;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import dev.countersign.domain.credit.request.CreditRequest.Rejected;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.CreditRequest.Withdrawn;
import dev.countersign.domain.credit.request.Refusal.DeadlinePassed;
import dev.countersign.domain.credit.request.Refusal.HeldByAnother;
import dev.countersign.domain.credit.request.Refusal.OwnRequest;
import dev.countersign.domain.credit.request.Refusal.SamePersonTwice;
import dev.countersign.domain.credit.request.Refusal.StaleRevision;
import dev.countersign.domain.credit.request.Refusal.WrongStage;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.Role;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CreditRequestTest {
  @Nested
  class Submission {
    @Test
    void a_new_request_waits_for_its_analysis_at_revision_1() {
      var submission = aRequest().of("20000.00").submission();

      assertThat(submission.by()).isEqualTo(new Actor.Person(ANTON.id()));
      assertThat(submission.at()).isEqualTo(NOON);
      assertThat(submission.events())
          .containsExactly(
              new CreditRequestEvent.Submitted(new ProductCode("PERSONAL"), euros("20000.00"), 48));
      var request = submission.next();
      assertThat(request.status()).isEqualTo(Status.SUBMITTED);
      assertThat(request.dossier())
          .isEqualTo(new Dossier(request.dossier().id(), ANTON.id(), NOON, POLICY_REF));
      assertThat(request.progress())
          .isEqualTo(
              new Progress(
                  new Revision(1),
                  new Revision(1),
                  new CreditTerms(new ProductCode("PERSONAL"), euros("20000.00"), 48),
                  Route.of(ANALYST, MANAGER),
                  List.of()));
    }
  }

  @Nested
  class Analysing {
    @Test
    void a_request_without_objections_waits_at_its_first_stage() {
      var submitted = aRequest().submitted();

      var change = analysis(submitted, blameless(submitted.proposal()));

      var deadline = Instant.parse("2026-03-04T12:00:00Z"); // 16 working hours
      assertThat(change.by()).isEqualTo(new Actor.Automatic(AutomaticTasks.ANALYSIS));
      assertThat(change.events())
          .containsExactly(
              new CreditRequestEvent.Analysed(Analysis.Outcome.PASSED),
              new CreditRequestEvent.StageOpened(ANALYST, Route.of(ANALYST, MANAGER), deadline));
      assertThat(change.next().status()).isEqualTo(Status.IN_APPROVAL);
      assertThat(((InApproval) change.next()).open())
          .isEqualTo(opened(ANALYST, new Revision(2), NOON, deadline));
    }

    @ParameterizedTest(name = "{0} goes up to the {1}")
    @CsvSource({"10000.00, MANAGER", "50000.00, DIRECTOR", "50000.01, DIRECTOR"})
    void a_doubt_lengthens_the_route_by_one_stage_if_there_is_one(String amount, Stage last) {
      assertThat(aRequest().of(amount).inDoubt().progress().route())
          .isEqualTo(StandardPolicy.get().stages().reaching(last, Route.of(ANALYST)));
    }

    @Test
    void a_doubt_tells_the_new_route() {
      var submitted = aRequest().of("10000.00").submitted();
      var facts = bureauSilent(ReasonCode.SOURCE_TIMED_OUT, submitted.proposal());

      assertThat(analysis(submitted, facts).events())
          .containsExactly(
              new CreditRequestEvent.Analysed(Analysis.Outcome.IN_DOUBT),
              new CreditRequestEvent.StageOpened(
                  ANALYST, Route.of(ANALYST, MANAGER), Instant.parse("2026-03-04T12:00:00Z")));
    }

    @Test
    void a_failed_check_declines_and_says_why() {
      var submitted = aRequest().submitted();

      var change = analysis(submitted, restricted(submitted.proposal()));

      assertThat(change.next())
          .isInstanceOfSatisfying(
              Declined.class,
              declined -> {
                assertThat(declined.status()).isEqualTo(Status.DECLINED);
                assertThat(declined.closedAt()).isEqualTo(NOON);
                assertThat(declined.reasons())
                    .extracting(finding -> finding.code())
                    .containsExactly(ReasonCode.RESTRICTION_RECORDED);
                assertThat(change.events())
                    .containsExactly(
                        new CreditRequestEvent.Analysed(Analysis.Outcome.DECLINED),
                        new CreditRequestEvent.Declined(declined.reasons()));
              });
    }

    @Test
    void an_analysis_of_another_request_is_not_taken() {
      var submitted = aRequest().submitted();
      var other =
          new Submitted(
              new Dossier(new CreditRequestId(new UUID(8, 8)), ANTON.id(), NOON, POLICY_REF),
              submitted.progress(),
              submitted.proposal());
      var record = record(other);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> submitted.analysed(record, POLICIES))
          .withMessageStartingWith("an analysis of another proposal");
    }

    @Test
    void an_analysis_of_an_earlier_proposal_is_not_taken() {
      var first = aRequest().submitted();
      var second = revised(aRequest().referredAt(ANALYST), first.proposal());
      var record = record(first);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> second.analysed(record, POLICIES))
          .withMessageStartingWith("an analysis of another proposal");
    }

    @Test
    void a_request_is_analysed_under_the_policy_it_is_pinned_to() {
      var submitted = aRequest().submitted();
      var later = PinnedPolicy.of(Policies.standard(OnUnavailable.DECLINE));
      var facts = blameless(submitted.proposal());

      assertThatIllegalStateException()
          .isThrownBy(() -> AnalysisRecord.of(submitted, ref -> later, facts, NOON))
          .withMessageContaining("standard-2");
    }

    private static AnalysisRecord record(Submitted request) {
      return AnalysisRecord.of(request, POLICIES, blameless(request.proposal()), NOON);
    }
  }

  @Nested
  class Approval {
    @Test
    void an_approval_opens_the_next_stage() {
      var request = aRequest().of("60000.00").waitingAt(ANALYST);
      var remark = Optional.of(new Verdict.Remark("Payslips seen"));
      var later = NOON.plus(Duration.ofHours(2));

      var decision =
          running(request, later)
              .decide(new Verdict.Approve(remark), ANA.as(Role.ANALYST), request.revision());

      var deadline = Instant.parse("2026-03-05T14:00:00Z"); // 24 working hours
      assertThat(decision)
          .isInstanceOfSatisfying(
              StageDecision.Advanced.class,
              advanced -> {
                assertThat(advanced.change().by()).isEqualTo(new Actor.Person(ANA.id()));
                assertThat(advanced.change().at()).isEqualTo(later);
                assertThat(advanced.change().events())
                    .containsExactly(
                        new CreditRequestEvent.StageApproved(ANALYST, NOON, remark),
                        new CreditRequestEvent.StageOpened(
                            MANAGER, Route.of(ANALYST, MANAGER, DIRECTOR), deadline));
                assertThat(advanced.change().next().open())
                    .isEqualTo(opened(MANAGER, new Revision(3), later, deadline));
                assertThat(advanced.change().next().progress().decisions())
                    .containsExactly(
                        new Decision(
                            new Revision(1),
                            new Revision(2),
                            ANALYST,
                            Decision.Outcome.APPROVED,
                            ANA.id(),
                            Role.ANALYST,
                            later));
              });
    }

    @Test
    void the_last_approval_grants_with_the_schedule_of_the_preview() {
      var request = aRequest().of("60000.00").waitingAt(DIRECTOR);

      var decision = decision(request, approval(), DAVID.as(Role.DIRECTOR));

      var preview =
          POLICY
              .product(new ProductCode("PERSONAL"))
              .orElseThrow()
              .repayment()
              .schedule(euros("60000.00"), 48, LocalDate.of(2026, 3, 2));
      assertThat(decision)
          .isInstanceOfSatisfying(
              StageDecision.Concluded.class,
              concluded -> {
                assertThat(concluded.change().next())
                    .isEqualTo(
                        new Granted(
                            request.dossier(),
                            concluded.change().next().progress(),
                            NOON,
                            preview));
                assertThat(concluded.change().next().status()).isEqualTo(Status.GRANTED);
                assertThat(concluded.change().next().progress().decisions())
                    .extracting(Decision::stage)
                    .containsExactly(ANALYST, MANAGER, DIRECTOR);
                assertThat(concluded.change().events())
                    .containsExactly(
                        new CreditRequestEvent.StageApproved(DIRECTOR, NOON, Optional.empty()),
                        new CreditRequestEvent.Granted(euros("60000.00"), 48));
              });
    }

    @Test
    void the_day_of_the_grant_is_the_one_in_the_policy_s_zone() {
      var submitted = aRequest().of("6000.00").submitted();
      var sameDay = Instant.parse("2026-03-31T12:00:00Z");
      var request =
          (InApproval) analysis(submitted, blameless(submitted.proposal()), sameDay).next();
      var beforeMidnight = Instant.parse("2026-03-31T23:59:59.999999Z");

      var decision =
          running(request, beforeMidnight)
              .decide(approval(), ANA.as(Role.ANALYST), request.revision());

      assertThat(decision)
          .isInstanceOfSatisfying(
              StageDecision.Concluded.class,
              concluded ->
                  assertThat(((Granted) concluded.change().next()).schedule().grantedOn())
                      .isEqualTo("2026-03-31"));
    }

    @Test
    void a_small_amount_is_granted_by_the_analyst_alone() {
      assertThat(decision(aRequest().of("10000.00").analysed(), approval(), ANA.as(Role.ANALYST)))
          .isInstanceOf(StageDecision.Concluded.class);
    }

    @Test
    void in_doubt_the_analyst_does_not_grant_alone() {
      assertThat(decision(aRequest().of("10000.00").inDoubt(), approval(), ANA.as(Role.ANALYST)))
          .isInstanceOf(StageDecision.Advanced.class);
    }

    @Test
    void a_rejection_ends_the_request_with_its_reason() {
      var request = aRequest().waitingAt(MANAGER);
      var reason = new Verdict.Reason("The income is not steady");
      var remark = Optional.of(new Verdict.Remark("Two jobs in one year"));

      var decision = decision(request, new Verdict.Reject(reason, remark), MARIA.as(Role.MANAGER));

      assertThat(decision)
          .isInstanceOfSatisfying(
              StageDecision.Concluded.class,
              concluded -> {
                var next = (Rejected) concluded.change().next();
                assertThat(next.status()).isEqualTo(Status.REJECTED);
                assertThat(next.stage()).isEqualTo(MANAGER);
                assertThat(next.reason()).isEqualTo(reason);
                assertThat(next.closedAt()).isEqualTo(NOON);
                assertThat(next.progress().decisions().getLast())
                    .isEqualTo(
                        new Decision(
                            new Revision(1),
                            new Revision(3),
                            MANAGER,
                            Decision.Outcome.REJECTED,
                            MARIA.id(),
                            Role.MANAGER,
                            NOON));
                assertThat(concluded.change().events())
                    .containsExactly(
                        new CreditRequestEvent.Rejected(MANAGER, NOON, reason, remark));
              });
    }
  }

  @Nested
  class SeparationOfDuties {
    @Test
    void nobody_decides_their_own_request_whatever_their_roles() {
      assertThat(decision(aRequest().analysed(), approval(), ANTON.withAllRoles()))
          .isEqualTo(new OwnRequest());
    }

    @Test
    void only_the_open_stage_can_be_decided() {
      assertThat(decision(aRequest().analysed(), approval(), MARIA.as(Role.MANAGER)))
          .isEqualTo(new WrongStage(ANALYST));
      assertThat(decision(aRequest().waitingAt(MANAGER), approval(), EVA.as(Role.ANALYST)))
          .isEqualTo(new WrongStage(MANAGER));
    }

    @Test
    void a_director_does_not_stand_in_for_a_lower_stage() {
      assertThat(
              decision(aRequest().of("60000.00").analysed(), approval(), DAVID.as(Role.DIRECTOR)))
          .isEqualTo(new WrongStage(ANALYST));
    }

    @Test
    void an_admin_decides_nothing() {
      assertThat(decision(aRequest().analysed(), approval(), EVA.as(Role.ADMIN, Role.APPLICANT)))
          .isEqualTo(new WrongStage(ANALYST));
    }

    @Test
    void the_same_person_never_decides_two_stages_even_with_both_roles() {
      var request = approvedBy(ANA.as(Role.ANALYST, Role.MANAGER), aRequest().analysed());

      assertThat(decision(request, approval(), ANA.as(Role.ANALYST, Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void the_same_person_never_decides_two_stages_even_after_a_change_of_role() {
      var request = approvedBy(ANA.as(Role.ANALYST), aRequest().of("60000.00").analysed());

      assertThat(decision(request, rejection(), ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
      var atDirector = approvedBy(MARIA.as(Role.MANAGER), request);
      assertThat(decision(atDirector, approval(), ANA.as(Role.DIRECTOR)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void who_decided_a_stage_of_an_earlier_proposal_decides_no_other_one_of_the_next() {
      var answer = aProposal().product("PERSONAL").of("15000.00").build();
      var again = passed(revised(aRequest().referredAt(MANAGER), answer));

      assertThat(decision(again, approval(), MARIA.as(Role.ANALYST)))
          .isEqualTo(new SamePersonTwice(MANAGER));
      assertThat(
              decision(approvedBy(EVA.as(Role.ANALYST), again), approval(), ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void who_referred_a_request_has_decided_that_stage() {
      var answer = aProposal().product("PERSONAL").of("15000.00").build();
      var again = passed(revised(aRequest().referredAt(ANALYST), answer));
      var atManager = approvedBy(EVA.as(Role.ANALYST), again);

      assertThat(decision(atManager, approval(), ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void who_decided_a_stage_may_decide_the_same_stage_of_the_next_proposal() {
      var answer = aProposal().product("PERSONAL").of("15000.00").build();
      var again = passed(revised(aRequest().referredAt(MANAGER), answer));

      var atManager = approved(again);

      assertThat(atManager.open().stage()).isEqualTo(MANAGER);
      assertThat(decision(atManager, approval(), MARIA.as(Role.MANAGER)))
          .isInstanceOf(StageDecision.Concluded.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_refusal_holds_for_every_verdict(Kind kind) {
      var verdict = kind.verdict();
      var request = aRequest().waitingAt(MANAGER);

      assertThat(decision(request, verdict, ANTON.withAllRoles())).isEqualTo(new OwnRequest());
      assertThat(decision(request, verdict, ANA.withAllRoles()))
          .isEqualTo(new SamePersonTwice(ANALYST));
      assertThat(decision(request, verdict, EVA.as(Role.DIRECTOR)))
          .isEqualTo(new WrongStage(MANAGER));
    }

    enum Kind {
      APPROVE,
      REJECT,
      REFER;

      Verdict verdict() {
        return switch (this) {
          case APPROVE -> approval();
          case REJECT -> rejection();
          case REFER -> question();
        };
      }
    }
  }

  @Nested
  class Staleness {
    @Test
    void who_looked_before_the_stage_opened_is_told_the_present_revision() {
      var request = aRequest().waitingAt(MANAGER);

      assertThat(request.revision()).isEqualTo(new Revision(3));
      assertThat(decided(request, MARIA, 2)).isEqualTo(new StaleRevision(new Revision(3)));
      assertThat(decided(request, MARIA, 1)).isEqualTo(new StaleRevision(new Revision(3)));
      assertThat(decided(request, MARIA, 3)).isInstanceOf(StageDecision.Concluded.class);
    }

    @Test
    void a_revision_that_does_not_exist_yet_was_not_seen() {
      assertThat(decided(aRequest().waitingAt(MANAGER), MARIA, 4))
          .isEqualTo(new StaleRevision(new Revision(3)));
    }

    @Test
    void a_claim_does_not_make_one_s_own_view_stale() {
      var claimed = claimed(aRequest().waitingAt(MANAGER), MARIA.as(Role.MANAGER));

      assertThat(claimed.revision()).isEqualTo(new Revision(4));
      assertThat(decided(claimed, MARIA, 3)).isInstanceOf(StageDecision.Concluded.class);
      assertThat(decided(claimed, MARIA, 4)).isInstanceOf(StageDecision.Concluded.class);
    }

    @Test
    void what_was_seen_of_an_earlier_proposal_is_stale() {
      var answer = aProposal().product("PERSONAL").of("15000.00").build();
      var again = approved(passed(revised(aRequest().referredAt(MANAGER), answer)));

      assertThat(decided(again, MARIA, 3)).isEqualTo(new StaleRevision(again.revision()));
    }

    private static StageDecision decided(InApproval request, ARequest.Person by, int seen) {
      return running(request, NOON)
          .decide(approval(), by.deciding(request.open().stage()), new Revision(seen));
    }
  }

  @Nested
  class OrderOfRefusals {
    private final InApproval heldByEva =
        claimed(aRequest().waitingAt(MANAGER), EVA.as(Role.MANAGER));
    private final Revision stale = new Revision(1);

    @Test
    void own_request_comes_first() {
      assertThat(running(heldByEva, NOON).decide(approval(), ANTON.as(Role.APPLICANT), stale))
          .isEqualTo(new OwnRequest());
    }

    @Test
    void then_a_stale_revision() {
      assertThat(running(heldByEva, NOON).decide(approval(), ANA.as(Role.ANALYST), stale))
          .isEqualTo(new StaleRevision(heldByEva.revision()));
    }

    @Test
    void then_the_wrong_stage() {
      assertThat(decision(heldByEva, approval(), ANA.as(Role.ANALYST)))
          .isEqualTo(new WrongStage(MANAGER));
    }

    @Test
    void then_the_same_person_twice() {
      assertThat(decision(heldByEva, approval(), ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void last_that_another_holds_the_stage() {
      assertThat(decision(heldByEva, approval(), MARIA.as(Role.MANAGER)))
          .isEqualTo(new HeldByAnother(EVA.id()));
    }

    @Test
    void the_holder_decides() {
      assertThat(decision(heldByEva, approval(), EVA.as(Role.MANAGER)))
          .isInstanceOf(StageDecision.Concluded.class);
    }

    @Test
    void a_holder_who_lost_the_role_does_not_decide() {
      assertThat(decision(heldByEva, approval(), EVA.as(Role.DIRECTOR)))
          .isEqualTo(new WrongStage(MANAGER));
    }
  }

  @Nested
  class Claiming {
    private final InApproval atManager = aRequest().waitingAt(MANAGER);

    @Test
    void a_claim_makes_someone_the_holder_and_leaves_the_stage_as_it_was() {
      var custody = running(atManager, NOON).claim(MARIA.as(Role.MANAGER));

      assertThat(custody)
          .isInstanceOfSatisfying(
              ClaimOutcome.Passed.class,
              passed -> {
                assertThat(passed.change().by()).isEqualTo(new Actor.Person(MARIA.id()));
                assertThat(passed.change().events())
                    .containsExactly(new CreditRequestEvent.Claimed(MANAGER, MARIA.id()));
                assertThat(passed.change().next().open())
                    .isEqualTo(
                        new OpenStage(
                            MANAGER,
                            Role.MANAGER,
                            atManager.open().since(),
                            atManager.open().openedAt(),
                            atManager.open().deadline(),
                            Optional.of(MARIA.id()),
                            Optional.empty(),
                            atManager.due()));
              });
    }

    @Test
    void to_claim_or_release_twice_changes_nothing() {
      var held = claimed(atManager, MARIA.as(Role.MANAGER));

      assertThat(running(held, NOON).claim(MARIA.as(Role.MANAGER)))
          .isEqualTo(new ClaimOutcome.Unchanged());
      assertThat(running(atManager, NOON).release(MARIA.as(Role.MANAGER)))
          .isEqualTo(new ClaimOutcome.Unchanged());
    }

    @Test
    void a_release_gives_the_stage_back_to_everyone() {
      var held = claimed(atManager, MARIA.as(Role.MANAGER));

      var custody = running(held, NOON).release(MARIA.as(Role.MANAGER));

      assertThat(custody)
          .isInstanceOfSatisfying(
              ClaimOutcome.Passed.class,
              passed ->
                  assertThat(passed.change().events())
                      .containsExactly(new CreditRequestEvent.Released(MANAGER)));
      assertThat(decision(released(held, MARIA.as(Role.MANAGER)), approval(), EVA.as(Role.MANAGER)))
          .isInstanceOf(StageDecision.Concluded.class);
    }

    @Test
    void nobody_takes_or_gives_what_another_holds() {
      var held = claimed(atManager, MARIA.as(Role.MANAGER));

      assertThat(running(held, NOON).claim(EVA.as(Role.MANAGER)))
          .isEqualTo(new HeldByAnother(MARIA.id()));
      assertThat(running(held, NOON).release(EVA.as(Role.MANAGER)))
          .isEqualTo(new HeldByAnother(MARIA.id()));
    }

    @Test
    void only_who_could_decide_may_claim_or_release() {
      assertThat(running(atManager, NOON).claim(ANTON.withAllRoles())).isEqualTo(new OwnRequest());
      assertThat(running(atManager, NOON).claim(EVA.as(Role.ANALYST)))
          .isEqualTo(new WrongStage(MANAGER));
      assertThat(running(atManager, NOON).claim(ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
      assertThat(running(atManager, NOON).release(ANTON.withAllRoles()))
          .isEqualTo(new OwnRequest());
      assertThat(running(atManager, NOON).release(EVA.as(Role.ADMIN)))
          .isEqualTo(new WrongStage(MANAGER));
      assertThat(running(atManager, NOON).release(ANA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void the_next_stage_opens_without_a_holder() {
      var held = claimed(aRequest().analysed(), ANA.as(Role.ANALYST));

      assertThat(approved(held).open().holder()).isEmpty();
    }
  }

  @Nested
  class Referral {
    @Test
    void a_referral_puts_a_question_to_the_applicant_with_a_time_to_answer() {
      var request = aRequest().waitingAt(MANAGER);

      var decision = decision(request, question(), MARIA.as(Role.MANAGER));

      var asked = new Verdict.Question("Where are your payslips?");
      var answerBy = Instant.parse("2026-03-16T12:00:00Z"); // 80 working hours
      assertThat(decision)
          .isInstanceOfSatisfying(
              StageDecision.SentBack.class,
              sentBack -> {
                var next = sentBack.change().next();
                assertThat(next.status()).isEqualTo(Status.REFERRED);
                assertThat(next.askedBy()).isEqualTo(MANAGER);
                assertThat(next.question()).isEqualTo(asked);
                assertThat(next.askedAt()).isEqualTo(NOON);
                assertThat(next.answerBy()).isEqualTo(answerBy);
                assertThat(sentBack.change().events())
                    .containsExactly(
                        new CreditRequestEvent.Referred(MANAGER, NOON, asked, answerBy));
              });
    }

    @Test
    void the_answer_is_a_new_proposal_with_its_own_route() {
      var referred = aRequest().of("20000.00").referredAt(MANAGER);
      var answer = aProposal().product("PERSONAL").of("60000.00").over(60).build();

      var resubmission = running(referred, NOON).revise(answer, referred.revision());

      assertThat(resubmission)
          .isInstanceOfSatisfying(
              RevisionOutcome.Accepted.class,
              accepted -> {
                assertThat(accepted.change().by()).isEqualTo(new Actor.Person(ANTON.id()));
                assertThat(accepted.change().events())
                    .containsExactly(
                        new CreditRequestEvent.Revised(
                            new ProductCode("PERSONAL"), euros("60000.00"), 60));
                var next = accepted.change().next();
                assertThat(next.status()).isEqualTo(Status.SUBMITTED);
                assertThat(next.proposal()).isEqualTo(answer);
                assertThat(next.progress().proposed()).isEqualTo(next.revision());
                assertThat(next.progress().terms())
                    .isEqualTo(new CreditTerms(new ProductCode("PERSONAL"), euros("60000.00"), 60));
                assertThat(next.progress().route()).isEqualTo(Route.of(ANALYST, MANAGER, DIRECTOR));
              });
    }

    @Test
    void after_the_answer_the_route_starts_at_its_first_stage_again() {
      var referred = aRequest().of("20000.00").referredAt(MANAGER);
      var answer = aProposal().product("PERSONAL").of("20000.00").build();

      var again = passed(revised(referred, answer));

      assertThat(again.open().stage()).isEqualTo(ANALYST);
      assertThat(again.progress().decisionsOnPresent()).isEmpty();
      assertThat(again.progress().decisions())
          .extracting(Decision::outcome)
          .containsExactly(Decision.Outcome.APPROVED, Decision.Outcome.REFERRED);
    }

    @Test
    void the_answer_is_analysed_anew_and_may_be_declined() {
      var referred = aRequest().referredAt(ANALYST);
      var answer = aProposal().product("PERSONAL").earning("1999.99").build();
      var submitted = revised(referred, answer);

      assertThat(analysis(submitted, blameless(answer)).next()).isInstanceOf(Declined.class);
    }

    @Test
    void a_doubt_about_the_first_proposal_does_not_lengthen_the_route_of_the_answer() {
      var doubted = aRequest().of("10000.00").inDoubt();
      assertThat(doubted.progress().route()).isEqualTo(Route.of(ANALYST, MANAGER));
      var answer = aProposal().product("PERSONAL").of("10000.00").build();

      var again = passed(revised(referred(doubted, ANA.as(Role.ANALYST)), answer));

      assertThat(again.progress().route()).isEqualTo(Route.of(ANALYST));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void an_answer_to_another_revision_is_stale(int seen) {
      var referred = aRequest().referredAt(ANALYST);
      var answer = aProposal().build();

      assertThat(running(referred, NOON).revise(answer, new Revision(seen)))
          .isEqualTo(new StaleRevision(new Revision(3)));
    }
  }

  @Nested
  class Deadlines {
    private final InApproval waiting = claimed(aRequest().analysed(), decider(ANALYST));
    private final Instant reminder = Instant.parse("2026-03-03T16:00:00Z"); // 12 working hours
    private final Instant deadline = Instant.parse("2026-03-04T12:00:00Z"); // 16 working hours
    private final Instant end = Instant.parse("2026-03-06T12:00:00Z"); // 32 working hours

    @Test
    void nothing_lapses_before_its_time() {
      assertThat(waiting.passDeadline(POLICIES, reminder.minusNanos(1_000)))
          .isEqualTo(new DeadlineOutcome.TooEarly(new Due(EscalationStep.REMIND, reminder)));
    }

    @Test
    void a_stage_is_reminded_once_and_stays_with_its_holder() {
      var reminded = stepped(waiting, reminder);

      assertThat(reminded.step()).isEqualTo(EscalationStep.REMIND);
      assertThat(reminded.change().by()).isEqualTo(new Actor.Automatic(AutomaticTasks.DEADLINE));
      assertThat(reminded.change().at()).isEqualTo(reminder);
      assertThat(reminded.change().events())
          .containsExactly(new CreditRequestEvent.StageReminded(ANALYST, deadline));
      var next = (InApproval) reminded.change().next();
      assertThat(next.open())
          .isEqualTo(
              new OpenStage(
                  ANALYST,
                  Role.ANALYST,
                  new Revision(2),
                  NOON,
                  deadline,
                  Optional.of(ANA.id()),
                  Optional.empty(),
                  new Due(EscalationStep.ESCALATE, deadline)));
      assertThat(next.passDeadline(POLICIES, reminder))
          .isEqualTo(new DeadlineOutcome.TooEarly(new Due(EscalationStep.ESCALATE, deadline)));
    }

    @Test
    void at_the_deadline_the_level_above_may_decide_whoever_held_the_stage() {
      var escalated = stepped(after(EscalationStep.REMIND), deadline);

      assertThat(escalated.step()).isEqualTo(EscalationStep.ESCALATE);
      assertThat(escalated.change().events())
          .containsExactly(new CreditRequestEvent.StageEscalated(ANALYST, MANAGER, end));
      var next = (InApproval) escalated.change().next();
      assertThat(next.open().holder()).isEmpty();
      assertThat(next.open().escalatedTo()).contains(new Level(MANAGER, Role.MANAGER));
      assertThat(next.due()).isEqualTo(new Due(EscalationStep.EXPIRE, end));
      assertThat(running(next, deadline).claim(MARIA.as(Role.MANAGER)))
          .isInstanceOf(ClaimOutcome.Passed.class);
      assertThat(decision(next, approval(), MARIA.as(Role.MANAGER)))
          .isInstanceOf(StageDecision.Advanced.class);
      assertThat(decision(next, approval(), EVA.as(Role.ANALYST)))
          .isInstanceOf(StageDecision.Advanced.class);
      assertThat(decision(next, approval(), DAVID.as(Role.DIRECTOR)))
          .isEqualTo(new WrongStage(ANALYST));
    }

    @Test
    void whoever_decided_in_place_of_the_level_below_does_not_decide_at_their_own() {
      var atManager = approvedBy(MARIA.as(Role.MANAGER), after(EscalationStep.ESCALATE));

      assertThat(atManager.open().stage()).isEqualTo(MANAGER);
      assertThat(atManager.open().escalatedTo()).isEmpty();
      assertThat(decision(atManager, approval(), MARIA.as(Role.MANAGER)))
          .isEqualTo(new SamePersonTwice(ANALYST));
    }

    @Test
    void a_reminder_or_an_escalation_does_not_make_a_view_stale() {
      var escalated = after(EscalationStep.ESCALATE);

      assertThat(
              running(escalated, deadline)
                  .decide(approval(), ANA.as(Role.ANALYST), waiting.open().since()))
          .isInstanceOf(StageDecision.Advanced.class);
    }

    @Test
    void in_the_end_the_request_expires() {
      var expired = stepped(after(EscalationStep.ESCALATE), end);

      assertThat(expired.step()).isEqualTo(EscalationStep.EXPIRE);
      assertThat(expired.change().by()).isEqualTo(new Actor.Automatic(AutomaticTasks.DEADLINE));
      assertThat(expired.change().events()).containsExactly(new CreditRequestEvent.Expired());
      assertThat(expired.change().next().status()).isEqualTo(Status.EXPIRED);
      assertThat(expired.change().next())
          .isEqualTo(new Expired(waiting.dossier(), expired.change().next().progress(), end));
    }

    @Test
    void after_its_end_nobody_decides_or_claims_though_nobody_has_marked_it_expired() {
      var late = end.plus(Duration.ofDays(400));

      assertThat(waiting.decisionPeriod(POLICIES, end)).isEqualTo(new DeadlinePassed(end));
      assertThat(waiting.decisionPeriod(POLICIES, late)).isEqualTo(new DeadlinePassed(end));
      assertThat(after(EscalationStep.ESCALATE).decisionPeriod(POLICIES, late))
          .isEqualTo(new DeadlinePassed(end));
      for (var verdict : List.of(approval(), rejection(), question())) {
        assertThat(decided(waiting, verdict, end.minusNanos(1_000)))
            .isInstanceOf(StageDecision.Taken.class);
      }
    }

    @Test
    void after_the_time_to_answer_no_answer_is_taken() {
      var referred = aRequest().referredAt(ANALYST);
      var answer = aProposal().product("PERSONAL").build();

      assertThat(referred.answerPeriod(POLICIES, referred.answerBy()))
          .isEqualTo(new DeadlinePassed(referred.answerBy()));
      assertThat(
              running(referred, referred.answerBy().minusNanos(1_000))
                  .revise(answer, referred.revision()))
          .isInstanceOf(RevisionOutcome.Accepted.class);
    }

    @Test
    void no_other_policy_moves_a_request() {
      PolicyArchive mistaken = ref -> PinnedPolicy.of(Policies.standard(OnUnavailable.DECLINE));
      var referred = aRequest().referredAt(ANALYST);

      assertThatIllegalStateException()
          .isThrownBy(() -> waiting.decisionPeriod(mistaken, deadline))
          .withMessageStartingWith("asked for");
      assertThatIllegalStateException()
          .isThrownBy(() -> waiting.passDeadline(mistaken, end))
          .withMessageStartingWith("asked for");
      assertThatIllegalStateException()
          .isThrownBy(() -> referred.answerPeriod(mistaken, NOON))
          .withMessageStartingWith("asked for");
    }

    private static StageDecision decided(InApproval request, Verdict verdict, Instant at) {
      return running(request, at).decide(verdict, ANA.as(Role.ANALYST), request.revision());
    }

    @Test
    void long_after_the_end_every_rung_is_still_taken_in_its_turn() {
      var much = end.plus(Duration.ofDays(30));

      var reminded = stepped(waiting, much);
      var escalated = stepped((InApproval) reminded.change().next(), much);
      var expired = stepped((InApproval) escalated.change().next(), much);

      assertThat(List.of(reminded.step(), escalated.step(), expired.step()))
          .containsExactly(EscalationStep.values());
    }

    @Test
    void the_highest_level_is_reminded_and_then_the_request_expires() {
      var atDirector = aRequest().of("60000.00").waitingAt(DIRECTOR);
      var much = end.plus(Duration.ofDays(30));

      var reminded = (InApproval) stepped(atDirector, much).change().next();

      assertThat(stepped(reminded, much).change().next().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void while_the_applicant_is_asked_only_the_time_to_answer_runs() {
      var referred = aRequest().referredAt(ANALYST);

      assertThat(referred.passDeadline(POLICIES, end))
          .isEqualTo(
              new DeadlineOutcome.TooEarly(new Due(EscalationStep.EXPIRE, referred.answerBy())));
      var expired = stepped(referred, referred.answerBy());
      assertThat(expired.change().events()).containsExactly(new CreditRequestEvent.Expired());
      assertThat(expired.change().next().status()).isEqualTo(Status.EXPIRED);
    }

    private InApproval after(EscalationStep last) {
      var request = waiting;
      while (request.due().step().compareTo(last) <= 0) {
        request = (InApproval) stepped(request, request.due().at()).change().next();
      }
      return request;
    }

    private static DeadlineOutcome.Passed stepped(Waiting request, Instant at) {
      return (DeadlineOutcome.Passed) request.passDeadline(POLICIES, at);
    }
  }

  @Nested
  class Ends {
    static Stream<Arguments> open() {
      return Stream.of(
          arguments(aRequest().submitted()),
          arguments(aRequest().analysed()),
          arguments(aRequest().waitingAt(MANAGER)),
          arguments(claimed(aRequest().analysed(), decider(ANALYST))),
          arguments(aRequest().referredAt(ANALYST)),
          arguments(
              revised(aRequest().referredAt(ANALYST), aProposal().product("PERSONAL").build())));
    }

    @ParameterizedTest
    @MethodSource("open")
    void an_applicant_withdraws_any_time_before_the_end(Open request) {
      var change = request.withdraw(NOON);

      assertThat(change.by()).isEqualTo(new Actor.Person(ANTON.id()));
      assertThat(change.events()).containsExactly(new CreditRequestEvent.Withdrawn());
      assertThat(change.next())
          .isEqualTo(new Withdrawn(request.dossier(), change.next().progress(), NOON));
      assertThat(change.next().status()).isEqualTo(Status.WITHDRAWN);
      assertThat(change.next().revision()).isEqualTo(request.revision().next());
      assertThat(change.next().progress().decisions()).isEqualTo(request.progress().decisions());
    }

    /** Every other pair of state and move can't be written. */
    @Test
    void a_state_offers_exactly_the_moves_that_are_legal_from_it() {
      assertThat(moves(Submitted.class)).containsOnly("analysed", "withdraw");
      assertThat(moves(InApproval.class))
          .containsOnly("decisionPeriod", "withdraw", "passDeadline");
      assertThat(moves(DecisionPeriod.Running.class)).containsOnly("decide", "claim", "release");
      assertThat(moves(Referred.class)).containsOnly("answerPeriod", "withdraw", "passDeadline");
      assertThat(moves(AnswerPeriod.Running.class)).containsOnly("revise");
      assertThat(Closed.class.getPermittedSubclasses())
          .containsExactlyInAnyOrder(
              Granted.class, Declined.class, Rejected.class, Withdrawn.class, Expired.class)
          .allSatisfy(closed -> assertThat(moves(closed)).isEmpty());
      assertThat(Open.class.getPermittedSubclasses())
          .containsExactlyInAnyOrder(Submitted.class, Waiting.class);
      assertThat(Waiting.class.getPermittedSubclasses())
          .containsExactlyInAnyOrder(InApproval.class, Referred.class);
    }

    private static Set<String> moves(Class<?> state) {
      var outcomes =
          Set.of(
              Change.class,
              StageDecision.class,
              ClaimOutcome.class,
              RevisionOutcome.class,
              DecisionPeriod.class,
              AnswerPeriod.class,
              DeadlineOutcome.class);
      return Arrays.stream(state.getMethods())
          .filter(method -> outcomes.contains(method.getReturnType()))
          .map(Method::getName)
          .collect(Collectors.toSet());
    }
  }

  @Nested
  class Invariants {
    @Test
    void a_change_without_an_event_is_none() {
      var request = aRequest().submitted();
      var by = new Actor.Person(ANTON.id());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Change<>(new Move.Withdraw(), request, by, NOON, List.of()));
    }

    @Test
    void an_open_stage_is_on_the_route() {
      var request = aRequest().of("6000.00").analysed();
      var notOnRoute = opened(DIRECTOR, request.revision(), NOON, NOON);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> new InApproval(request.dossier(), request.progress(), notOnRoute))
          .withMessageContaining("DIRECTOR");
    }

    @Test
    void nothing_comes_from_a_revision_that_is_still_to_come() {
      var request = aRequest().analysed();
      var progress = request.progress();
      var later = request.revision().next();
      var open = request.open();
      var fromLater = opened(open.stage(), later, open.openedAt(), open.deadline());

      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new Progress(
                  progress.revision(), later, progress.terms(), progress.route(), List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new InApproval(request.dossier(), progress, fromLater));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void revisions_start_at_1(int value) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Revision(value));
    }

    @Test
    void a_product_that_needs_a_property_is_granted_like_any_other() {
      var mortgage = aRequest(AProposal.aMortgage().of("50000.00").over(120)).waitingAt(MANAGER);

      assertThat(decision(mortgage, approval(), MARIA.as(Role.MANAGER)))
          .isInstanceOf(StageDecision.Concluded.class);
    }
  }

  /** A stage that nobody holds and that has all its time before it. */
  private static OpenStage opened(Stage stage, Revision since, Instant at, Instant deadline) {
    return new OpenStage(
        stage,
        POLICY.stages().rules(stage).role(),
        since,
        at,
        deadline,
        Optional.empty(),
        Optional.empty(),
        POLICY.escalationPlan(stage, at).getFirst());
  }
}
