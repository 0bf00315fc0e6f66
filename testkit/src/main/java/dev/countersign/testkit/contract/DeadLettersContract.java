package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.event.DeadLetters.Kept;
import dev.countersign.application.event.DeadLetters.Letter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was given up stays until it is replayed. */
public abstract class DeadLettersContract extends PortContract {
  @AfterEach
  final void leaveNone() {
    on.deadLetters().oldest(100).forEach(on.deadLetters()::remove);
    assertThat(on.deadLetters().count()).isZero();
  }

  @Test
  final void letters_are_kept_to_the_letter_and_the_oldest_come_first() {
    var first = letter("one", "{\"n\":1, \"“\":\"🏠\\n\"}");
    var second = letter("other", "");
    var third = letter("one", "no JSON");
    on.deadLetters().keep(first);
    on.deadLetters().keep(second);
    on.deadLetters().keep(third);

    assertThat(on.deadLetters().oldest(2)).containsExactly(new Kept(first, 1), new Kept(second, 1));
    assertThat(on.deadLetters().count()).isEqualTo(3);
  }

  @Test
  final void a_letter_that_dies_again_is_one_letter_with_its_last_cause() {
    on.deadLetters().keep(letter("one", "poison"));
    on.deadLetters().keep(letter("other", "poison"));

    var again =
        new Letter("one", "key", "poison", "worse", on.clock().instant().plus(Duration.ofDays(1)));
    on.deadLetters().keep(again);

    assertThat(on.deadLetters().oldest(9))
        .containsExactly(new Kept(again, 2), new Kept(letter("other", "poison"), 1));
  }

  @Test
  final void a_letter_that_has_died_again_is_not_removed_by_who_read_it_before() {
    on.deadLetters().keep(letter("one", "poison"));
    var read = on.deadLetters().oldest(1).getFirst();
    on.deadLetters().keep(letter("one", "poison"));

    on.deadLetters().remove(read);
    assertThat(on.deadLetters().count()).isEqualTo(1);

    on.deadLetters().remove(on.deadLetters().oldest(1).getFirst());
    assertThat(on.deadLetters().count()).isZero();
  }

  @Test
  final void a_message_is_kept_that_is_no_text() {
    on.deadLetters().keep(letter("one", "a\0b"));

    var kept = on.deadLetters().oldest(1).getFirst();
    assertThat(kept.letter().message()).isEqualTo("a\uFFFDb");
  }

  private Letter letter(String consumer, String message) {
    return new Letter(consumer, "key", message, "why", on.clock().instant());
  }
}
