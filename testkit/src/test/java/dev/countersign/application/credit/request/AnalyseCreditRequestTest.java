package dev.countersign.application.credit.request;

import static dev.countersign.application.credit.analysis.Sources.GOOD;
import static dev.countersign.application.credit.analysis.Sources.RESTRICTED;
import static dev.countersign.application.credit.analysis.Sources.bureau;
import static dev.countersign.application.credit.analysis.Sources.failing;
import static dev.countersign.application.credit.analysis.Sources.hanging;
import static dev.countersign.application.credit.analysis.Sources.valuation;
import static dev.countersign.testkit.PolicyBuilder.aPolicy;
import static dev.countersign.testkit.ProposalBuilder.aMortgage;
import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.ProposalBuilder.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.SetPreferences;
import dev.countersign.application.credit.analysis.BureauRecord.OutOfOrder;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.request.AnalyseCreditRequest.Analysed;
import dev.countersign.application.credit.request.AnalyseCreditRequest.Command;
import dev.countersign.application.credit.request.AnalyseCreditRequest.NotDue;
import dev.countersign.application.credit.request.AnalyseCreditRequest.Outcome;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.RuleSet.OnUnavailable;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.memory.InMemoryCountersign;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AnalyseCreditRequestTest {
  private static final CreditPolicy PATIENT = aPolicy().waitingForSources(60_000).build();

  @Test
  void a_request_nothing_speaks_against_goes_to_people_on_its_route() {
    var scene = scene(PATIENT, () -> GOOD);
    var story = scene.given(scene.aRequestOfAda().of("8000.00").submitted());

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.request(story.id()).status()).isEqualTo(Status.IN_APPROVAL);
    assertThat(scene.request(story.id()).progress().route())
        .isEqualTo(Route.of(StandardPolicy.ANALYST));
    assertThat(scene.view(story.id()).reasons()).isEmpty();
  }

  @Test
  void a_request_that_fails_a_check_is_declined_for_the_reason() {
    var scene = scene(PATIENT, () -> RESTRICTED);
    var story = scene.given(Situation.SUBMITTED);

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.DECLINED);
    assertThat(scene.view(story.id()).reasons())
        .extracting(reason -> reason.code())
        .containsExactly("restriction-recorded");
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_unknown_goes_to_people_with_one_stage_more() {
    return Map.<String, Callable<BureauReport>>of(
            "source-unavailable", failing(new IOException("down")),
            "source-timed-out", hanging(),
            "rating-missing", () -> new BureauReport(Optional.empty(), false))
        .entrySet()
        .stream()
        .map(source ->
            dynamicTest(
                source.getKey(),
                () -> {
                  var scene = scene(aPolicy().waitingForSources(20).build(), source.getValue());
                  var story = scene.given(scene.aRequestOfAda().of("8000.00").submitted());

                  assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

                  var view = scene.view(story.id());
                  assertThat(view.status()).isEqualTo(Status.IN_APPROVAL);
                  assertThat(scene.request(story.id()).progress().route())
                      .isEqualTo(Route.of(StandardPolicy.ANALYST, StandardPolicy.MANAGER));
                  assertThat(view.reasons())
                      .extracting(reason -> reason.code())
                      .contains(source.getKey());
                }));
  }

  @Test
  void no_tax_id_is_a_doubt_and_not_a_pass() {
    var scene = scene(PATIENT, () -> GOOD);
    var story =
        scene.given(scene.aRequestOfAda().proposing(aProposal().withoutTaxId()).submitted());

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.request(story.id()).progress().route())
        .isEqualTo(Route.of(StandardPolicy.ANALYST, StandardPolicy.MANAGER));
    assertThat(scene.view(story.id()).reasons())
        .extracting(reason -> reason.code())
        .containsOnly("tax-id-missing");
  }

  @Test
  void a_policy_may_decline_what_is_unknown_and_never_passes_it() {
    var strict = aPolicy().whenUnavailable(OnUnavailable.DECLINE).build();
    var scene = scene(strict, failing(new IOException("down")));
    var story = scene.given(Situation.SUBMITTED);

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.DECLINED);
  }

  @Test
  void no_answer_of_any_source_grants_anything() {
    var answers =
        Stream.<Callable<BureauReport>>of(
            () -> GOOD, () -> RESTRICTED, failing(new IOException("down")), hanging());

    assertThat(answers)
        .map(answer -> {
          var scene = scene(aPolicy().waitingForSources(20).build(), answer);
          var story = scene.given(scene.aRequestOfAda().of("100.00").submitted());
          assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);
          return scene.view(story.id()).status();
        })
        .doesNotContain(Status.GRANTED);
  }

  @Test
  void the_analysis_is_kept_with_all_it_was_made_from_and_can_be_repeated() {
    var scene =
        Scene.of(
            new InMemoryCountersign(
                MutableClock.at(Scene.NOON),
                PATIENT,
                bureau(() -> GOOD),
                valuation(() -> euros("88000.00"))));
    var story =
        scene.given(scene.aRequestOfAda().proposing(aMortgage("60000.00", "90000.00")).submitted());

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.system().database().requestViews().analysis(story.id(), Optional.empty()))
        .hasValueSatisfying(record -> {
          assertThat(record.proposal()).isEqualTo(story.proposal());
          assertThat(record.policy()).isEqualTo(PATIENT.ref());
          assertThat(record.analysedAt()).isEqualTo(Scene.NOON);
          assertThat(record.repeated(PinnedPolicy.of(PATIENT))).isEqualTo(record);
        });
  }

  @Test
  void it_is_made_under_the_policy_the_request_is_pinned_to() {
    var scene = scene(PATIENT, failing(new IOException("down")));
    var story = scene.given(Situation.SUBMITTED);
    var later = aPolicy().named("later").whenUnavailable(OnUnavailable.DECLINE).build();
    var unused = PolicyInForce.put(scene.system().database().policies(), later, Scene.NOON);

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.IN_APPROVAL);
  }

  @Test
  void doing_it_twice_has_one_effect() {
    var scene = scene(PATIENT, () -> GOOD);
    var story = scene.given(Situation.SUBMITTED);
    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);
    var once = scene.traces(story.id());

    assertThat(analyse(scene, story)).isEqualTo(new NotDue());

    assertThat(scene.traces(story.id())).isEqualTo(once);
  }

  @Test
  void doing_it_on_many_nodes_at_once_has_one_effect() throws Exception {
    int nodes = 6;
    var together = new CyclicBarrier(nodes);
    var scene =
        scene(
            PATIENT,
            () -> {
              Await.all(together);
              return GOOD;
            });
    var story = scene.given(Situation.SUBMITTED);

    try (var threads = Executors.newFixedThreadPool(nodes)) {
      var outcomes =
          threads.invokeAll(Collections.nCopies(nodes, () -> analyse(scene, story))).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).filteredOn(Analysed.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(new NotDue()::equals).hasSize(nodes - 1);
    }
    assertThat(scene.traces(story.id()).audit()).hasSize(2);
    assertThat(scene.request(story.id()).revision()).isEqualTo(new Revision(2));
  }

  @Test
  void a_request_withdrawn_meanwhile_stays_withdrawn() {
    var withdraw = new AtomicReference<Runnable>(() -> {});
    var scene =
        scene(
            PATIENT,
            () -> {
              withdraw.get().run();
              return GOOD;
            });
    var story = scene.given(Situation.SUBMITTED);
    withdraw.set(() ->
        assertThat(Move.WITHDRAW.by(scene.people().ada(), story.id(), scene))
            .isEqualTo(new MoveOutcome.Done()));

    assertThat(analyse(scene, story)).isEqualTo(new NotDue());

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.WITHDRAWN);
    assertThat(scene.system().database().requestViews().analysis(story.id(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void a_proposal_that_was_replaced_is_not_analysed() {
    var scene = scene(PATIENT, () -> GOOD);
    var story = scene.given(Situation.RESUBMITTED);

    assertThat(scene.system().analyse().handle(new Command(story.id(), Revision.FIRST)))
        .isEqualTo(new NotDue());

    assertThat(scene.request(story.id())).isEqualTo(story.request());
  }

  @Test
  void a_request_that_does_not_exist_is_not_due() {
    var scene = scene(PATIENT, () -> GOOD);
    var nothing = new CreditRequestId(scene.system().ids().next(Scene.NOON));

    assertThat(scene.system().analyse().handle(new Command(nothing, Revision.FIRST)))
        .isEqualTo(new NotDue());
  }

  @Test
  void sources_are_asked_while_no_transaction_is_open() {
    var scene = new AtomicReference<Scene>();
    var asked = new CountDownLatch(1);
    scene.set(
        scene(
            PATIENT,
            () -> {
              // Would wait for ever for a row that the analysis holds.
              var unused =
                  scene
                      .get()
                      .system()
                      .setPreferences()
                      .handle(
                          new SetPreferences.Command(
                              new Preferences(false, false), scene.get().people().ada().caller()));
              asked.countDown();
              return GOOD;
            }));
    var story = scene.get().given(Situation.SUBMITTED);

    assertThat(analyse(scene.get(), story)).isInstanceOf(Analysed.class);

    assertThat(asked.getCount()).isZero();
  }

  @Test
  void the_event_of_every_submission_and_every_answer_has_the_proposal_analysed() {
    var scene = Scene.atNoon();
    var story = scene.given(Situation.RESUBMITTED);

    assertThat(scene.system().deliver()).isPositive();

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.IN_APPROVAL);
    assertThat(scene.traces(story.id()).audit())
        .filteredOn(entry -> entry.action().equals("analyse"))
        .hasSize(2);
  }

  @Test
  void a_bureau_that_is_set_to_be_down_leaves_the_decision_to_people() {
    var scene = Scene.atNoon();
    scene
        .system()
        .database()
        .run(store -> store.bureauRecords().put(new TaxId("15350946056"), new OutOfOrder()));
    var story = scene.given(Situation.SUBMITTED);

    assertThat(scene.system().deliver()).isPositive();

    assertThat(scene.view(story.id()).status()).isEqualTo(Status.IN_APPROVAL);
    assertThat(scene.view(story.id()).reasons())
        .extracting(reason -> reason.code())
        .containsOnly("source-unavailable");
  }

  @Test
  void the_day_of_the_analysis_is_the_one_on_the_clock() {
    var scene = scene(PATIENT, () -> GOOD);
    var story = scene.given(Situation.SUBMITTED);
    scene.clock().advance(Duration.ofDays(400));

    assertThat(analyse(scene, story)).isInstanceOf(Analysed.class);

    assertThat(scene.system().database().requestViews().analysis(story.id(), Optional.empty()))
        .hasValueSatisfying(record ->
            assertThat(record.analysedAt()).isEqualTo(Scene.NOON.plus(Duration.ofDays(400))));
  }

  private static Scene scene(CreditPolicy policy, Callable<BureauReport> report) {
    return Scene.of(
        new InMemoryCountersign(
            MutableClock.at(Scene.NOON), policy, bureau(report), PropertyValuation.declared()));
  }

  private static Outcome analyse(Scene scene, RequestStory story) {
    return scene
        .system()
        .analyse()
        .handle(new Command(story.id(), story.request().progress().proposed()));
  }
}
