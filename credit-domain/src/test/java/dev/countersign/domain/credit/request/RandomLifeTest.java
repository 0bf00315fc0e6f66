package dev.countersign.domain.credit.request;

import static dev.countersign.domain.credit.proposal.AProposal.aProposal;
import static dev.countersign.domain.credit.request.ARequest.ANTON;
import static dev.countersign.domain.credit.request.ARequest.NOON;
import static dev.countersign.domain.credit.request.ARequest.POLICIES;
import static dev.countersign.domain.credit.request.ARequest.POLICY;
import static dev.countersign.domain.credit.request.ARequest.aRequest;
import static dev.countersign.domain.credit.request.ARequest.analysis;
import static dev.countersign.domain.credit.request.ARequest.approval;
import static dev.countersign.domain.credit.request.ARequest.question;
import static dev.countersign.domain.credit.request.ARequest.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.credit.analysis.ReasonCode;
import dev.countersign.domain.credit.analysis.SomeFacts;
import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.proposal.AProposal;
import dev.countersign.domain.credit.request.CreditRequest.Closed;
import dev.countersign.domain.credit.request.CreditRequest.Declined;
import dev.countersign.domain.credit.request.CreditRequest.Granted;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Open;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import dev.countersign.domain.credit.request.CreditRequest.Rejected;
import dev.countersign.domain.credit.request.CreditRequest.Submitted;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Requests moved by anyone, in any order, with roles that change from one moment to the next. */
class RandomLifeTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration A_WEEK = Duration.ofDays(7);

  /**
   * Someone tries something.
   *
   * @param person 1 is the applicant
   * @param unseen how many revisions back they last looked
   */
  record Attempt(Move move, int person, Set<Role> roles, int unseen, String amount) {
    StaffMember by() {
      return new ARequest.Person(person).as(roles.toArray(Role[]::new));
    }

    Revision seen(CreditRequest request) {
      return new Revision(Math.max(1, request.revision().value() - unseen));
    }

    AProposal proposal() {
      return aProposal().product("PERSONAL").of(amount);
    }
  }

  enum Move {
    ANALYSE,
    ANALYSE_IN_DOUBT,
    ANALYSE_AND_DECLINE,
    APPROVE,
    REJECT,
    REFER,
    CLAIM,
    RELEASE,
    REVISE,
    WITHDRAW,
    LET_TIME_PASS
  }

  @Property(tries = 5_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void whatever_anyone_tries_the_rules_hold(
      @ForAll("amounts") String amount, @ForAll("attempts") List<Attempt> attempts) {
    CreditRequest request = aRequest().of(amount).submitted();
    var at = NOON;
    for (var attempt : attempts) {
      at = at.plus(attempt.move() == Move.LET_TIME_PASS ? A_WEEK : A_MINUTE);
      var change = change(request, attempt, at);
      if (change.isPresent()) {
        assertFollows(change.get(), request, attempt, at);
        request = change.get().next();
        assertSeparationOfDuties(request);
        assertConsistent(request);
      }
    }
    Statistics.collect(request.status());
    Statistics.coverage(coverage -> {
      for (var status : Status.values()) {
        coverage.check(status).count(count -> count > 0);
      }
    });
  }

  /** What comes of an attempt; nothing if there is no such move or it is refused. */
  private static Optional<Change<? extends CreditRequest>> change(
      CreditRequest request, Attempt attempt, Instant at) {
    return switch (request) {
      case Submitted submitted ->
          switch (attempt.move()) {
            case ANALYSE ->
                Optional.of(analysis(submitted, SomeFacts.blameless(submitted.proposal()), at));
            case ANALYSE_IN_DOUBT ->
                Optional.of(
                    analysis(
                        submitted,
                        SomeFacts.bureauSilent(ReasonCode.SOURCE_UNAVAILABLE, submitted.proposal()),
                        at));
            case ANALYSE_AND_DECLINE ->
                Optional.of(analysis(submitted, SomeFacts.restricted(submitted.proposal()), at));
            default -> end(submitted, attempt, at);
          };
      case InApproval waiting ->
          switch (attempt.move()) {
            case APPROVE -> decided(waiting, approval(), attempt, at);
            case REJECT -> decided(waiting, rejection(), attempt, at);
            case REFER -> decided(waiting, question(), attempt, at);
            case CLAIM -> passed(waiting, running -> running.claim(attempt.by()), at);
            case RELEASE -> passed(waiting, running -> running.release(attempt.by()), at);
            default -> end(waiting, attempt, at);
          };
      case Referred referred ->
          attempt.move() == Move.REVISE
              ? answered(referred, attempt, at)
              : end(referred, attempt, at);
      case Closed closed -> Optional.empty();
    };
  }

  private static Optional<Change<? extends CreditRequest>> decided(
      InApproval request, Verdict verdict, Attempt attempt, Instant at) {
    return switch (request.decisionPeriod(POLICIES, at)) {
      case Refusal.DeadlinePassed late -> Optional.empty();
      case DecisionPeriod.Running running ->
          running.decide(verdict, attempt.by(), attempt.seen(request))
                  instanceof StageDecision.Taken taken
              ? Optional.of(taken.change())
              : Optional.empty();
    };
  }

  private static Optional<Change<? extends CreditRequest>> passed(
      InApproval request, Function<DecisionPeriod.Running, ClaimOutcome> claim, Instant at) {
    return switch (request.decisionPeriod(POLICIES, at)) {
      case Refusal.DeadlinePassed late -> Optional.empty();
      case DecisionPeriod.Running running ->
          claim.apply(running) instanceof ClaimOutcome.Passed passed
              ? Optional.of(passed.change())
              : Optional.empty();
    };
  }

  private static Optional<Change<? extends CreditRequest>> answered(
      Referred request, Attempt attempt, Instant at) {
    return switch (request.answerPeriod(POLICIES, at)) {
      case Refusal.DeadlinePassed late -> Optional.empty();
      case AnswerPeriod.Running running ->
          running.revise(attempt.proposal().build(), attempt.seen(request))
                  instanceof RevisionOutcome.Accepted accepted
              ? Optional.of(accepted.change())
              : Optional.empty();
    };
  }

  private static Optional<Change<? extends CreditRequest>> stepped(Open request, Instant at) {
    return request instanceof Waiting waiting
            && waiting.passDeadline(POLICIES, at) instanceof DeadlineOutcome.Passed passed
        ? Optional.of(passed.change())
        : Optional.empty();
  }

  private static Optional<Change<? extends CreditRequest>> end(
      Open request, Attempt attempt, Instant at) {
    return switch (attempt.move()) {
      case WITHDRAW -> Optional.of(request.withdraw(at));
      case LET_TIME_PASS -> stepped(request, at);
      default -> Optional.empty();
    };
  }

  private static void assertFollows(
      Change<? extends CreditRequest> change, CreditRequest before, Attempt attempt, Instant at) {
    var after = change.next();
    assertThat(after.revision()).isEqualTo(before.revision().next());
    assertThat(after.dossier()).isEqualTo(before.dossier());
    assertThat(change.events()).isNotEmpty();
    assertThat(change.at()).isEqualTo(at);
    var earlier = before.progress().decisions();
    var decisions = after.progress().decisions();
    assertThat(decisions).hasSizeBetween(earlier.size(), earlier.size() + 1);
    assertThat(decisions.subList(0, earlier.size())).isEqualTo(earlier);
    if (before instanceof InApproval waiting && decisions.size() > earlier.size()) {
      assertThat(decisions.getLast().stage()).isEqualTo(waiting.open().stage());
      assertThat(attempt.roles())
          .containsAnyOf(
              waiting.open().role(),
              waiting.open().escalatedTo().map(Level::role).orElse(waiting.open().role()));
      assertThat(waiting.open().holder().orElse(attempt.by().id())).isEqualTo(attempt.by().id());
      assertThat(attempt.seen(before)).isGreaterThanOrEqualTo(waiting.open().since());
      assertThat(change.by()).isEqualTo(new Actor.Person(attempt.by().id()));
    }
  }

  private static void assertSeparationOfDuties(CreditRequest request) {
    var decisions = request.progress().decisions();
    assertThat(decisions).noneMatch(decision -> decision.by().equals(ANTON.id()));
    var stagesOfEach =
        decisions.stream()
            .collect(
                Collectors.groupingBy(
                    Decision::by, Collectors.mapping(Decision::stage, Collectors.toSet())));
    assertThat(stagesOfEach.values()).allMatch(stages -> stages.size() == 1);
  }

  private static void assertConsistent(CreditRequest request) {
    var progress = request.progress();
    var route = progress.route().stages();
    var approved = approvedOnPresent(progress);
    assertThat(route)
        .isSortedAccordingTo(Comparator.comparingInt(POLICY.stages()::rank))
        .hasSizeGreaterThanOrEqualTo(approved.size());
    assertThat(approved).isEqualTo(route.subList(0, approved.size()));
    assertThat(progress.proposed()).isLessThanOrEqualTo(progress.revision());
    switch (request) {
      case Submitted submitted -> {
        assertThat(progress.proposed()).isEqualTo(progress.revision());
        assertThat(progress.terms()).isEqualTo(CreditTerms.of(submitted.proposal()));
      }
      case InApproval waiting -> {
        assertThat(waiting.open().stage()).isEqualTo(route.get(approved.size()));
        assertThat(waiting.open().deadline()).isAfter(waiting.open().openedAt());
        assertThat(POLICY.escalationPlan(waiting.open().stage(), waiting.open().openedAt()))
            .contains(waiting.due());
      }
      case Referred referred ->
          assertThat(referred.askedBy()).isEqualTo(route.get(approved.size()));
      case Granted granted -> {
        assertThat(approved).isEqualTo(route);
        assertThat(granted.schedule().amount()).isEqualTo(progress.terms().amount());
        assertThat(granted.schedule().instalments()).hasSize(progress.terms().termMonths());
      }
      case Rejected rejected -> assertThat(rejected.stage()).isEqualTo(route.get(approved.size()));
      case Declined declined -> assertThat(declined.reasons()).isNotEmpty();
      case CreditRequest.Withdrawn withdrawn ->
          assertThat(approved.size()).isLessThan(route.size());
      case CreditRequest.Expired expired -> assertThat(approved.size()).isLessThan(route.size());
    }
  }

  private static List<Stage> approvedOnPresent(Progress progress) {
    return progress.decisionsOnPresent().stream()
        .filter(decision -> decision.outcome() == Decision.Outcome.APPROVED)
        .map(Decision::stage)
        .toList();
  }

  @Provide
  Arbitrary<String> amounts() {
    return Arbitraries.of("6000.00", "30000.00", "60000.00");
  }

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(4, Move.ANALYSE),
                Tuple.of(2, Move.ANALYSE_IN_DOUBT),
                Tuple.of(1, Move.ANALYSE_AND_DECLINE),
                Tuple.of(12, Move.APPROVE),
                Tuple.of(1, Move.REJECT),
                Tuple.of(4, Move.REFER),
                Tuple.of(3, Move.CLAIM),
                Tuple.of(2, Move.RELEASE),
                Tuple.of(6, Move.REVISE),
                Tuple.of(1, Move.WITHDRAW),
                Tuple.of(3, Move.LET_TIME_PASS)),
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(Role.APPLICANT, Role.ANALYST, Role.MANAGER, Role.DIRECTOR, Role.ADMIN)
                .set(),
            Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(1, 3)),
            amounts())
        .as(Attempt::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
