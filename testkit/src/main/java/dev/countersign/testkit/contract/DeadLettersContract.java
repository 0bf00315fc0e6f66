package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.DeadLetters.Kept;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.event.StreamId;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was given up stays until it is replayed. */
public abstract class DeadLettersContract extends PortContract {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private CommittedEvent event;

  /** One event, which everyone has. */
  @BeforeEach
  final void deliverAnEvent() {
    exists(Situation.SUBMITTED);
    var leased = on.outbox().lease(1_000, LEASE);
    on.outbox().settle(leased.stream().map(Settlement::delivered).toList());
    event = leased.getLast().event();
  }

  @AfterEach
  final void leaveNone() {
    for (var kept : all()) {
      assertThat(on.deadLetters().replay(kept, event)).isTrue();
    }
    assertThat(on.deadLetters().count()).isZero();
    var left = on.outbox().lease(1_000, LEASE);
    on.outbox().settle(left.stream().map(Settlement::delivered).toList());
  }

  @Test
  final void letters_are_kept_to_the_letter_and_come_in_the_order_in_which_they_died() {
    var first = letter("one", "{\"n\":1, \"“\":\"🏠\\n\"}");
    var second = letter("other", "");
    var third = letter("one", "no JSON");
    on.deadLetters().keep(first);
    on.deadLetters().keep(second);
    on.deadLetters().keep(third);

    var two = on.deadLetters().after(0, 2);
    assertThat(two).extracting(Kept::letter).containsExactly(first, second);
    assertThat(two).extracting(Kept::deaths).containsOnly(1);
    assertThat(on.deadLetters().after(two.getLast().id(), 2))
        .extracting(Kept::letter)
        .containsExactly(third);
    assertThat(on.deadLetters().count()).isEqualTo(3);
  }

  @Test
  final void a_letter_that_dies_again_is_one_letter_with_its_last_cause() {
    on.deadLetters().keep(letter("one", "poison"));
    on.deadLetters().keep(letter("other", "poison"));

    var again =
        new DeadLetter(
            "one", "key", "poison", "worse", on.clock().instant().plus(Duration.ofDays(1)));
    on.deadLetters().keep(again);

    assertThat(all()).extracting(Kept::letter).containsExactly(again, letter("other", "poison"));
    assertThat(all()).extracting(Kept::deaths).containsExactly(2, 1);
  }

  @Test
  final void a_replayed_letter_is_gone_and_its_event_comes_to_its_subscriber_alone() {
    on.deadLetters().keep(letter("one", "poison"));

    assertThat(on.deadLetters().replay(all().getFirst(), event)).isTrue();

    assertThat(on.deadLetters().count()).isZero();
    var leased = on.outbox().lease(10, LEASE);
    assertThat(leased).extracting(Entry::event).containsExactly(event);
    assertThat(leased.getFirst().subscriber()).contains("one");
    assertThat(leased.getFirst().failures()).isZero();
    on.outbox().settle(leased.stream().map(Settlement::delivered).toList());
  }

  @Test
  final void a_letter_that_has_died_again_is_not_removed_by_who_read_it_before() {
    on.deadLetters().keep(letter("one", "poison"));
    var read = all().getFirst();
    on.deadLetters().keep(letter("one", "poison"));

    assertThat(on.deadLetters().replay(read, event)).isFalse();

    assertThat(on.deadLetters().count()).isEqualTo(1);
  }

  @Test
  final void a_letter_stays_if_its_event_was_never_committed_here() {
    on.deadLetters().keep(letter("one", "of another system"));
    var elsewhere =
        new CommittedEvent(
            event.id(),
            new StreamId(event.stream().type(), new UUID(1, 2)),
            event.version(),
            event.owner(),
            event.at(),
            event.by(),
            event.event());

    assertThat(on.deadLetters().replay(all().getFirst(), elsewhere)).isFalse();

    assertThat(on.deadLetters().count()).isEqualTo(1);
    assertThat(on.outbox().lease(10, LEASE)).isEmpty();
  }

  @Test
  final void a_message_is_kept_that_is_no_text() {
    on.deadLetters().keep(letter("one", "a\0b"));

    assertThat(all().getFirst().letter().message()).isEqualTo("a\uFFFDb");
  }

  private List<Kept> all() {
    return on.deadLetters().after(0, 100);
  }

  private DeadLetter letter(String subscriber, String message) {
    return new DeadLetter(subscriber, "key", message, "why", on.clock().instant());
  }
}
