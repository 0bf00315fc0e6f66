package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.PassDeadline.Command;
import dev.countersign.application.credit.request.PassDeadline.NotWaiting;
import dev.countersign.application.credit.request.PassDeadline.Passed;
import dev.countersign.application.credit.request.PassDeadline.TooEarly;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassDeadlineTest {
  private final Scene scene = Scene.atNoon();
  private final PassDeadline passDeadline = scene.system().passDeadline();

  @ParameterizedTest
  @EnumSource
  void nothing_happens_before_its_time(Situation situation) {
    var story = scene.given(situation);
    var before = scene.traces(story.id());

    var outcome = passDeadline.handle(new Command(story.id()));

    assertThat(outcome)
        .isEqualTo(
            story.request() instanceof Waiting waiting
                ? new TooEarly(waiting.due())
                : new NotWaiting());
    assertThat(scene.traces(story.id())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void in_time_whatever_waits_for_people_comes_to_its_end(Situation situation) {
    var story = scene.given(situation);
    boolean waited = story.request() instanceof Waiting;

    var taken = untilNothingIsDue(story.id());

    assertThat(taken).isSorted().doesNotHaveDuplicates();
    assertThat(scene.request(story.id()).status())
        .isEqualTo(waited ? Status.EXPIRED : story.request().status());
  }

  @Test
  void a_stage_is_reminded_escalated_and_expires_once_each() {
    var story = scene.given(Situation.HELD_AT_FIRST_STAGE);

    assertThat(untilNothingIsDue(story.id())).containsExactly(EscalationStep.values());

    assertThat(told(story)).containsExactly("stage-reminded", "stage-escalated", "expired");
    assertThat(scene.audit(Optional.of("credit-request/" + story.id())))
        .extracting("action")
        .startsWith("expire", "escalate", "remind");
  }

  @Test
  void of_many_at_once_one_has_an_effect() throws Exception {
    var story = scene.given(Situation.AT_FIRST_STAGE);
    moveTo(story.as(Waiting.class).due());

    var outcomes = atOnce(16, story.id());

    assertThat(outcomes).containsOnlyOnce(new Passed(EscalationStep.REMIND));
    assertThat(told(story)).containsExactly("stage-reminded");
  }

  @Test
  void a_deadline_does_not_run_while_the_applicant_is_asked() {
    var story = scene.given(Situation.REFERRED_BY_FIRST_STAGE);
    scene.clock().advance(Duration.ofDays(5));

    assertThat(passDeadline.handle(new Command(story.id()))).isInstanceOf(TooEarly.class);

    assertThat(told(story)).isEmpty();
  }

  @Test
  void of_a_request_that_does_not_exist_nothing_is_due() {
    var nothing = new CreditRequestId(scene.system().ids().next(Scene.NOON));

    assertThat(passDeadline.handle(new Command(nothing))).isEqualTo(new NotWaiting());
  }

  private List<EscalationStep> untilNothingIsDue(CreditRequestId request) {
    var taken = new ArrayList<EscalationStep>();
    while (true) {
      switch (passDeadline.handle(new Command(request))) {
        case Passed passed -> taken.add(passed.step());
        case TooEarly early -> moveTo(early.next());
        case NotWaiting ended -> {
          return taken;
        }
      }
    }
  }

  private void moveTo(Due due) {
    scene.clock().advance(Duration.between(scene.clock().instant(), due.at()));
  }

  private List<PassDeadline.Outcome> atOnce(int times, CreditRequestId request) throws Exception {
    var start = new CyclicBarrier(times);
    var tasks = new ArrayList<FutureTask<PassDeadline.Outcome>>();
    for (int i = 0; i < times; i++) {
      var task =
          new FutureTask<>(() -> {
            Await.all(start);
            return passDeadline.handle(new Command(request));
          });
      tasks.add(task);
      Thread.ofPlatform().daemon().start(task);
    }
    var outcomes = new ArrayList<PassDeadline.Outcome>();
    for (var task : tasks) {
      outcomes.add(Await.result(task));
    }
    return outcomes;
  }

  /** What time has done, as the history tells it. */
  private List<String> told(RequestStory story) {
    return scene.traces(story.id()).history().stream()
        .filter(entry -> entry.actor().equals("deadline"))
        .map(HistoryEntry::type)
        .toList();
  }
}
