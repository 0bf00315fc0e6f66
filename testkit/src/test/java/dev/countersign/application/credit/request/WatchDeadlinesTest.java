package dev.countersign.application.credit.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.Scene;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.event.StreamId;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchDeadlinesTest {
  private final Scene scene = Scene.atNoon();
  private final List<Alarm> alarms = new ArrayList<>();
  private final WatchDeadlines watch =
      new WatchDeadlines(
          scene.system().database().requestViews(),
          (stream, purpose, at) -> alarms.add(new Alarm(stream, purpose, at)));

  private record Alarm(StreamId stream, String purpose, Instant at) {
    static Alarm of(StreamId stream, Due due) {
      return new Alarm(stream, due.step().name(), due.at());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "AT_FIRST_STAGE",
        "REMINDED_AT_FIRST_STAGE",
        "ESCALATED_AT_FIRST_STAGE",
        "AT_SECOND_STAGE",
        "REFERRED_BY_SECOND_STAGE"
      })
  void whatever_begins_to_wait_or_waits_on_has_an_alarm_for_what_is_due_next(Situation situation) {
    var story = scene.given(situation);

    deliverAll();

    assertThat(alarms)
        .isNotEmpty()
        .containsOnly(Alarm.of(story.id().stream(), story.as(Waiting.class).due()));
  }

  @ParameterizedTest
  @EnumSource(names = {"SUBMITTED", "DECLINED", "GRANTED", "EXPIRED_IN_APPROVAL", "RESUBMITTED"})
  void what_waits_for_nobody_has_none_even_if_an_old_event_comes_late(Situation situation) {
    var story = scene.given(situation);

    deliverAll();

    assertThat(story.request()).isNotInstanceOf(Waiting.class);
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_reminder_is_due_before_anything_else() {
    var unused = scene.given(Situation.AT_FIRST_STAGE);

    deliverAll();

    assertThat(alarms).extracting(Alarm::purpose).containsExactly("REMIND");
  }

  private void deliverAll() {
    var outbox = scene.system().database().outbox();
    for (var batch = outbox.lease(100, Duration.ofMinutes(1));
        !batch.isEmpty();
        batch = outbox.lease(100, Duration.ofMinutes(1))) {
      batch.forEach(entry -> watch.on(entry.event()));
      outbox.settle(batch.stream().map(Settlement::delivered).toList());
    }
  }
}
