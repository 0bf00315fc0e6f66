package dev.countersign.testkit.contract;

import static dev.countersign.testkit.QueryBuilder.requestsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.idempotency.IdempotencyStore.Beginning;
import dev.countersign.application.idempotency.IdempotencyStore.Free;
import dev.countersign.application.idempotency.IdempotencyStore.Kept;
import dev.countersign.application.idempotency.IdempotencyStore.Reused;
import dev.countersign.application.idempotency.IdempotencyStore.UnderWay;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.WholeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One key, one effect, one answer. */
public abstract class IdempotencyStoreContract extends PortContract {
  private static final Hash COMMAND = Hash.of("submit this");
  private static final Answer ANSWER =
      new Answer(
          201,
          Map.of("Location", "/api/v1/credit-requests/7", "ETag", "\"1\""),
          "{\"purpose\":\"“Haus” \\\"家\\\" 🏠\\n\",  \"spaces\" : 1 }\n");

  @Test
  final void a_key_that_nobody_used_is_free() {
    assertThat(begun(key("new"))).isEqualTo(new Free());
  }

  @Test
  final void the_answer_is_kept_to_the_letter() {
    use(key("one"));

    assertThat(begun(key("one"))).isEqualTo(new Kept(ANSWER));
  }

  @Test
  final void an_answer_may_be_empty() {
    var nothing = new Answer(204, Map.of(), "");
    on.transactions()
        .run(store -> {
          assertThat(store.answers().begin(key("one"))).isEqualTo(new Free());
          store.answers().keep(key("one"), nothing, now);
        });

    assertThat(begun(key("one"))).isEqualTo(new Kept(nothing));
  }

  @Test
  final void a_key_of_another_command_is_told_apart() {
    use(key("one"));

    var other = new IdempotencyKey(key("one").caller(), "one", Hash.of("submit that"));

    assertThat(begun(other)).isEqualTo(new Reused());
  }

  @Test
  final void keys_differ_by_caller_and_by_every_character() {
    use(key("one"));

    assertThat(begun(new IdempotencyKey(people.max().id().toString(), "one", COMMAND)))
        .isEqualTo(new Free());
    assertThat(begun(key("One"))).isEqualTo(new Free());
    assertThat(begun(key("one."))).isEqualTo(new Free());
  }

  @Test
  final void the_longest_key_is_as_good_as_any() {
    var longest = key("~".repeat(255));
    use(longest);

    assertThat(begun(longest)).isEqualTo(new Kept(ANSWER));
  }

  @Test
  final void a_key_under_which_a_command_began_for_nothing_is_free_again() {
    assertThat(begun(key("one"))).isEqualTo(new Free());
    assertThat(begun(key("one"))).isEqualTo(new Free());
  }

  @Test
  final void an_answer_is_undone_with_the_effect_it_tells_of() {
    var story = story(Situation.SUBMITTED);

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  assertThat(store.answers().begin(key("one"))).isEqualTo(new Free());
                  story.steps().getFirst().saveIn(store);
                  store.answers().keep(key("one"), ANSWER, now);
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(begun(key("one"))).isEqualTo(new Free());
    assertThat(found(story.id())).isEmpty();
  }

  @Test
  final void of_two_under_one_key_at_once_one_alone_has_its_effect() {
    var others = new ArrayList<Beginning>();
    var mine =
        inTransaction(store -> {
          var beginning = beginToKeep(key("one"), store);
          if (others.isEmpty()) {
            others.add(
                Threads.elsewhere(() -> inTransaction(other -> beginToKeep(key("one"), other))));
          }
          return beginning;
        });

    assertThat(others).hasSize(1).doesNotContain(mine);
    assertThat(List.of(mine, others.getFirst()))
        .containsAnyOf(new UnderWay(), new Kept(ANSWER))
        .contains(new Free());
    assertThat(begun(key("one"))).isEqualTo(new Kept(ANSWER));
    assertThat(begun(key("two"))).isEqualTo(new Free());
  }

  @Test
  final void sixty_four_at_once_have_one_effect() {
    var beginnings =
        Threads.atOnce(
            64,
            number ->
                inTransaction(store -> {
                  var beginning = beginToKeep(key("one"), store);
                  if (beginning.equals(new Free())) {
                    story(Situation.SUBMITTED).steps().getFirst().saveIn(store);
                  }
                  return beginning;
                }));

    assertThat(beginnings).containsOnlyOnce(new Free());
    assertThat(beginnings)
        .filteredOn(beginning -> !beginning.equals(new Free()))
        .allMatch(
            beginning -> beginning.equals(new UnderWay()) || beginning.equals(new Kept(ANSWER)));
    assertThat(on.views().browse(requestsOf(people.ada()).build()).items()).hasSize(1);
  }

  private Beginning beginToKeep(IdempotencyKey key, WholeStore store) {
    var beginning = store.answers().begin(key);
    if (beginning.equals(new Free())) {
      store.answers().keep(key, ANSWER, now);
    }
    return beginning;
  }

  private Beginning begun(IdempotencyKey key) {
    return inTransaction(store -> store.answers().begin(key));
  }

  private void use(IdempotencyKey key) {
    on.transactions()
        .run(store -> {
          assertThat(store.answers().begin(key)).isEqualTo(new Free());
          store.answers().keep(key, ANSWER, now);
        });
  }

  private IdempotencyKey key(String value) {
    return new IdempotencyKey(people.ada().id().toString(), value, COMMAND);
  }
}
