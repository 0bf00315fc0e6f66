package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.countersign.application.Scene;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.People;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every situation of a request against every command: what is not legal changes nothing. */
class EveryMoveTest {
  /** The table of the legal moves, for the people they are meant for. */
  private static Set<Move> legalIn(Status status) {
    return switch (status) {
      case SUBMITTED -> EnumSet.of(Move.WITHDRAW);
      case IN_APPROVAL ->
          EnumSet.of(
              Move.APPROVE, Move.REJECT, Move.REFER, Move.CLAIM, Move.RELEASE, Move.WITHDRAW);
      case REFERRED -> EnumSet.of(Move.REVISE, Move.WITHDRAW);
      case GRANTED, DECLINED, REJECTED, WITHDRAWN, EXPIRED -> EnumSet.noneOf(Move.class);
    };
  }

  /** To claim what one holds, or to release what nobody holds, leaves things as they are. */
  private static boolean changesNothing(Move move, CreditRequest request) {
    return request instanceof InApproval waiting
        && ((move == Move.CLAIM && waiting.open().holder().isPresent())
            || (move == Move.RELEASE && waiting.open().holder().isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> a_legal_move_is_made_and_any_other_is_refused_and_changes_nothing() {
    return cases((situation, move) -> {
      var scene = Scene.atNoon();
      var story = scene.given(situation);
      var before = scene.traces(story.id());

      var outcome = move.by(theRightPerson(move, story, scene.people()), story.id(), scene);

      if (!legalIn(story.request().status()).contains(move)) {
        assertThat(outcome).isEqualTo(new MoveOutcome.NotOpen(story.request().status()));
        assertThat(scene.traces(story.id())).isEqualTo(before);
      } else if (changesNothing(move, story.request())) {
        assertThat(outcome).isEqualTo(new MoveOutcome.Done());
        assertThat(scene.traces(story.id())).isEqualTo(before);
      } else {
        assertThat(outcome).isEqualTo(new MoveOutcome.Done());
        assertMovedOn(before, scene.traces(story.id()));
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> the_analysis_moves_a_submitted_request_and_no_other() {
    return Arrays.stream(Situation.values())
        .map(situation ->
            dynamicTest(
                situation.name(),
                () -> {
                  var scene = Scene.atNoon();
                  var story = scene.given(situation);
                  var before = scene.traces(story.id());

                  var outcome =
                      scene
                          .system()
                          .analyse()
                          .handle(
                              new AnalyseCreditRequest.Command(
                                  story.id(), story.request().progress().proposed()));

                  if (story.request().status() == Status.SUBMITTED) {
                    assertThat(outcome).isInstanceOf(AnalyseCreditRequest.Analysed.class);
                    assertMovedOn(before, scene.traces(story.id()));
                  } else {
                    assertThat(outcome).isEqualTo(new AnalyseCreditRequest.NotDue());
                    assertThat(scene.traces(story.id())).isEqualTo(before);
                  }
                }));
  }

  /** What is offered is what moves the request, for whoever looks at it. */
  @TestFactory
  Stream<DynamicTest> everyone_is_offered_what_they_can_do_and_nothing_else() {
    return cases((situation, move) -> {
      for (int i = 0; i < everyone(Scene.atNoon()).size(); i++) {
        var scene = Scene.atNoon();
        var person = everyone(scene).get(i);
        var story = scene.given(situation);
        var before = scene.traces(story.id());
        var offered = PermittedMove.of(scene.view(story.id()), person.caller());

        var outcome = move.by(person, story.id(), scene);

        var after = scene.traces(story.id());
        assertThat(offered.contains(PermittedMove.valueOf(move.name())))
            .as("%s %s: %s", person.username(), person.roles(), outcome)
            .isEqualTo(!after.equals(before));
        if (after.equals(before)) {
          assertThat(outcome)
              .satisfiesAnyOf(
                  refused -> assertThat(refused).isNotEqualTo(new MoveOutcome.Done()),
                  idle -> assertThat(changesNothing(move, story.request())).isTrue());
        } else {
          assertThat(outcome).isEqualTo(new MoveOutcome.Done());
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> whoever_has_no_business_with_a_request_moves_it_nowhere() {
    return cases((situation, move) -> {
      var scene = Scene.atNoon();
      var eve = scene.system().people().ada();
      var story = scene.given(situation);
      var before = scene.traces(story.id());

      for (var outsider : List.of(eve, scene.people().root())) {
        assertThat(move.by(outsider, story.id(), scene)).isNotEqualTo(new MoveOutcome.Done());
      }

      assertThat(scene.traces(story.id())).isEqualTo(before);
    });
  }

  @TestFactory
  Stream<DynamicTest> a_request_that_does_not_exist_can_t_be_moved() {
    return Arrays.stream(Move.values())
        .map(move ->
            dynamicTest(
                move.name(),
                () -> {
                  var scene = Scene.atNoon();
                  var nothing = new CreditRequestId(scene.system().ids().next(Scene.NOON));

                  for (var person : scene.people().all()) {
                    assertThat(move.by(person, nothing, scene))
                        .isEqualTo(new MoveOutcome.NotFound());
                  }
                }));
  }

  private static void assertMovedOn(Scene.Traces before, Scene.Traces after) {
    assertThat(after.request().revision()).isEqualTo(before.request().revision().next());
    assertThat(after.history())
        .hasSizeGreaterThan(before.history().size())
        .containsAll(before.history());
    assertThat(after.audit()).hasSize(before.audit().size() + 1);
  }

  /** The one who may, as far as their role and the state go. */
  private static Person theRightPerson(Move move, RequestStory story, People people) {
    return switch (move) {
      case REVISE, WITHDRAW -> people.ada();
      case APPROVE, REJECT, REFER, CLAIM, RELEASE ->
          story.request() instanceof InApproval waiting
              ? deciderOf(waiting.open().stage(), people)
              : people.ana();
    };
  }

  private static Person deciderOf(Stage stage, People people) {
    return List.of(people.ana(), people.max(), people.dora())
        .get(StandardPolicy.get().stages().rank(stage));
  }

  /** The cast, some with roles they did not always have, and some who are new. */
  private static List<Person> everyone(Scene scene) {
    var people = scene.people();
    var newcomers = scene.system().people();
    var allRoles = InitialRoles.codes();
    return List.of(
        people.ada(),
        people.ana(),
        people.max(),
        people.dora(),
        people.root(),
        people.ada().as(allRoles),
        people.ana().as(Role.MANAGER),
        people.ana().as(allRoles),
        people.max().as(Role.ANALYST, Role.DIRECTOR),
        people.dora().as(allRoles),
        people.ana().as(Role.APPLICANT),
        newcomers.ada(),
        newcomers.ana(),
        newcomers.dora().as(allRoles));
  }

  private static Stream<DynamicTest> cases(Case each) {
    return Arrays.stream(Situation.values())
        .flatMap(situation ->
            Arrays.stream(Move.values())
                .map(move -> dynamicTest(situation + " " + move, () -> each.of(situation, move))));
  }

  private interface Case {
    void of(Situation situation, Move move);
  }
}
