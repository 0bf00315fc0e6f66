package dev.countersign.application.credit.request;

import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.request.DecideStage.Refused;
import dev.countersign.application.credit.request.HoldStage.Wish;
import dev.countersign.application.credit.request.MoveOutcome.Done;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.approval.Verdict.Approve;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.approval.Verdict.Refer;
import dev.countersign.domain.credit.approval.Verdict.Reject;
import dev.countersign.domain.credit.approval.Verdict.Remark;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest.Granted;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Referred;
import dev.countersign.domain.credit.request.CreditRequest.Rejected;
import dev.countersign.domain.credit.request.Refusal;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecideStageTest {
  private static final Verdict APPROVAL = new Approve(Optional.empty());

  private final Scene scene = Scene.atNoon();
  private final Person ana = scene.people().ana();
  private final Person max = scene.people().max();
  private final Person dora = scene.people().dora();

  @Test
  void an_approval_opens_the_next_stage() {
    var story = scene.given(Situation.AT_FIRST_STAGE);

    assertThat(decide(story, APPROVAL, ana)).isEqualTo(new Done());

    assertThat(scene.request(story.id()))
        .isInstanceOfSatisfying(
            InApproval.class,
            request -> assertThat(request.open().stage()).isEqualTo(StandardPolicy.MANAGER));
  }

  @Test
  void the_last_approval_grants_the_credit_with_its_schedule() {
    var story = scene.given(Situation.AT_LAST_STAGE);

    assertThat(decide(story, APPROVAL, dora)).isEqualTo(new Done());

    assertThat(scene.request(story.id()))
        .isInstanceOfSatisfying(
            Granted.class, request -> assertThat(request.schedule().instalments()).hasSize(60));
  }

  @Test
  void a_rejection_ends_the_request_with_its_reason() {
    var story = scene.given(Situation.AT_SECOND_STAGE);
    var verdict = new Reject(new Reason("No security."), Optional.of(new Remark("Risky.")));

    assertThat(decide(story, verdict, max)).isEqualTo(new Done());

    assertThat(scene.request(story.id()))
        .isInstanceOfSatisfying(
            Rejected.class,
            request -> assertThat(request.reason()).isEqualTo(new Reason("No security.")));
  }

  @Test
  void a_question_goes_back_to_the_applicant() {
    var story = scene.given(Situation.AT_FIRST_STAGE);

    assertThat(decide(story, new Refer(new Question("Why?")), ana)).isEqualTo(new Done());

    assertThat(scene.request(story.id()))
        .isInstanceOfSatisfying(
            Referred.class,
            request -> assertThat(request.question()).isEqualTo(new Question("Why?")));
  }

  @Test
  void a_stage_is_decided_by_its_own_role_alone() {
    var story = scene.given(Situation.AT_FIRST_STAGE);

    for (var other : List.of(max, dora, scene.people().root())) {
      assertRefused(story, other, new Refusal.WrongStage(StandardPolicy.ANALYST));
    }
  }

  @Test
  void what_another_role_may_do_counts_for_nothing_at_a_stage() {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    var by =
        new Caller(
            ana.id(),
            ana.username(),
            Map.of(Role.ANALYST, Set.of(), Role.MANAGER, Set.of(CreditPermissions.DECIDE)),
            new SessionId(ana.id().value()),
            Origin.INTERNAL);

    assertThat(by.may(CreditPermissions.DECIDE)).isTrue();
    assertThat(PermittedMove.of(scene.view(story.id()), by)).isEmpty();
    assertThat(
            scene
                .system()
                .decide()
                .handle(
                    new DecideStage.Command(story.id(), story.request().revision(), APPROVAL, by)))
        .isEqualTo(new Refused(new Refusal.WrongStage(StandardPolicy.ANALYST)));
  }

  @Test
  void nobody_decides_two_stages_even_after_a_change_of_role() {
    var story = scene.given(Situation.AT_SECOND_STAGE);

    assertRefused(story, ana.as(Role.MANAGER), new Refusal.SamePersonTwice(StandardPolicy.ANALYST));
    assertRefused(
        story, ana.as(InitialRoles.codes()), new Refusal.SamePersonTwice(StandardPolicy.ANALYST));
  }

  @Test
  void nobody_decides_two_stages_even_of_different_proposals() {
    var story = scene.given(Situation.AT_FIRST_STAGE_AGAIN);

    assertRefused(story, max.as(Role.ANALYST), new Refusal.SamePersonTwice(StandardPolicy.MANAGER));
  }

  @Test
  void nobody_decides_their_own_request_whatever_their_roles() {
    var story = scene.given(Situation.AT_FIRST_STAGE);

    assertRefused(story, scene.people().ada().as(InitialRoles.codes()), new Refusal.OwnRequest());
  }

  @Test
  void what_someone_holds_nobody_else_decides() {
    var story = scene.given(Situation.HELD_AT_FIRST_STAGE);
    var colleague = scene.system().people().ana();

    assertRefused(story, colleague, new Refusal.HeldByAnother(ana.id()));
    assertThat(decide(story, APPROVAL, ana)).isEqualTo(new Done());
  }

  @Test
  void whoever_looked_before_the_stage_opened_has_to_look_again() {
    var story = scene.given(Situation.AT_SECOND_STAGE);
    var before = scene.traces(story.id());
    var current = story.request().revision();

    for (int seen = 1; seen < current.value(); seen++) {
      assertThat(decide(story, new Revision(seen), APPROVAL, max))
          .isEqualTo(new Refused(new Refusal.StaleRevision(current)));
    }
    assertThat(decide(story, current.next(), APPROVAL, max))
        .isEqualTo(new Refused(new Refusal.StaleRevision(current)));

    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  @Test
  void one_s_own_claim_does_not_make_what_one_saw_stale() {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    var seen = story.request().revision();
    assertThat(
            scene
                .system()
                .hold()
                .handle(new HoldStage.Command(story.id(), Wish.CLAIM, ana.caller())))
        .isEqualTo(new Done());

    assertThat(decide(story, seen, APPROVAL, ana)).isEqualTo(new Done());
  }

  @Test
  void it_is_decided_under_the_policy_the_request_is_pinned_to() {
    var story = scene.given(Situation.AT_LAST_STAGE);
    var unused =
        PolicyInForce.put(
            scene.system().database().policies(), aPolicy().named("new").build(), Scene.NOON);

    assertThat(decide(story, APPROVAL, dora)).isEqualTo(new Done());

    assertThat(scene.request(story.id()).dossier()).isEqualTo(story.request().dossier());
  }

  @Test
  void of_two_who_decide_at_once_one_is_heard() throws Exception {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    var colleagues = List.of(ana, scene.system().people().ana(), scene.system().people().ana());

    try (var threads = Executors.newFixedThreadPool(colleagues.size())) {
      var outcomes =
          threads
              .invokeAll(
                  IntStream.range(0, colleagues.size())
                      .<Callable<MoveOutcome>>mapToObj(
                          i -> () -> decide(story, APPROVAL, colleagues.get(i)))
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .toList();

      assertThat(outcomes).containsOnlyOnce(new Done());
    }
    assertThat(scene.request(story.id()).progress().decisions()).hasSize(1);
  }

  private void assertRefused(RequestStory story, Person by, Refusal.OfDecision refusal) {
    var before = scene.traces(story.id());

    assertThat(decide(story, APPROVAL, by)).isEqualTo(new Refused(refusal));

    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  private MoveOutcome decide(RequestStory story, Verdict verdict, Person by) {
    return decide(story, story.request().revision(), verdict, by);
  }

  private MoveOutcome decide(RequestStory story, Revision seen, Verdict verdict, Person by) {
    return scene
        .system()
        .decide()
        .handle(new DecideStage.Command(story.id(), seen, verdict, by.caller()));
  }
}
