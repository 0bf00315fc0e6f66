package dev.countersign.application.idempotency;

import static dev.countersign.testkit.ProposalBuilder.aProposal;
import static dev.countersign.testkit.QueryBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.Scene;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.idempotency.IdempotentCommands.Attempt;
import dev.countersign.application.idempotency.IdempotentCommands.Executed;
import dev.countersign.application.idempotency.IdempotentCommands.KeyReused;
import dev.countersign.application.idempotency.IdempotentCommands.Replayed;
import dev.countersign.application.idempotency.IdempotentCommands.Reply;
import dev.countersign.application.idempotency.IdempotentCommands.StillUnderWay;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.testkit.Await;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentCommandsTest {
  private static final Answer REFUSAL = new Answer(409, Map.of(), "not now");

  private final Scene scene = Scene.atNoon();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void the_first_time_the_command_is_run() {
    assertThat(run(key("one"), this::submit)).isEqualTo(new Executed(answer(1)));
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void the_second_time_the_first_answer_is_given_again() {
    var first = run(key("one"), this::submit);

    assertThat(run(key("one"), this::submit)).isEqualTo(new Replayed(answer(1)));
    assertThat(first).isEqualTo(new Executed(answer(1)));
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a_key_of_another_command_is_a_mistake_and_runs_nothing() {
    var first = run(key("one"), this::submit);

    var other = new IdempotencyKey("ada", "one", Hash.of("another body"));

    assertThat(run(other, this::submit)).isEqualTo(new KeyReused());
    assertThat(first).isEqualTo(new Executed(answer(1)));
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void keys_belong_to_their_caller() {
    assertThat(run(key("one"), this::submit)).isEqualTo(new Executed(answer(1)));

    var maxs = new IdempotencyKey("max", "one", key("one").command());

    assertThat(run(maxs, this::submit)).isEqualTo(new Executed(answer(2)));
  }

  @Test
  void a_refusal_is_not_remembered() {
    Supplier<Attempt> refused = () -> Attempt.refused(REFUSAL);

    assertThat(run(key("one"), refused)).isEqualTo(new Executed(REFUSAL));
    assertThat(run(key("one"), this::submit)).isEqualTo(new Executed(answer(1)));
  }

  @Test
  void a_failure_undoes_the_effect_and_frees_the_key() {
    assertThatThrownBy(() ->
            run(
                key("one"),
                () -> {
                  var unused = submit();
                  throw new IllegalStateException("after the effect");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(requests()).isZero();

    assertThat(run(key("one"), this::submit)).isInstanceOf(Executed.class);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void while_the_first_is_under_way_the_second_is_told_so() throws Exception {
    var begun = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var first =
          threads.submit(() ->
              run(
                  key("one"),
                  () -> {
                    begun.countDown();
                    Await.open(finish);
                    return submit();
                  }));
      Await.open(begun);

      assertThat(run(key("one"), this::submit)).isEqualTo(new StillUnderWay());

      finish.countDown();
      assertThat(Await.result(first)).isEqualTo(new Executed(answer(1)));
    }
    assertThat(run(key("one"), this::submit)).isEqualTo(new Replayed(answer(1)));
  }

  @Test
  void sixty_four_at_once_have_one_effect_and_one_answer() throws Exception {
    try (var threads = Executors.newFixedThreadPool(64)) {
      var replies =
          threads.invokeAll(Collections.nCopies(64, () -> run(key("one"), this::submit))).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(replies).containsOnlyOnce(new Executed(answer(1)));
      assertThat(replies)
          .filteredOn(reply -> !(reply instanceof Executed))
          .allMatch(
              reply -> reply.equals(new StillUnderWay()) || reply.equals(new Replayed(answer(1))));
    }
    assertThat(requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "tab\t", "ümlaut", "line\n", "\u007f"})
  void a_key_is_visible_ascii(String value) {
    assertThatThrownBy(() -> key(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_has_1_to_255_characters() {
    assertThat(key("!").value()).isEqualTo("!");
    assertThat(key("~".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> key("~".repeat(256))).isInstanceOf(IllegalArgumentException.class);
  }

  private Reply run(IdempotencyKey key, Supplier<Attempt> command) {
    return scene.system().oncePerKey().run(key, command);
  }

  private Attempt submit() {
    var outcome =
        scene
            .system()
            .submit()
            .handle(
                new SubmitCreditRequest.Command(
                    aProposal().build(), scene.people().ada().caller()));
    assertThat(outcome).isInstanceOf(SubmitCreditRequest.Submitted.class);
    return Attempt.effective(answer(runs.incrementAndGet()));
  }

  private static Answer answer(int number) {
    return new Answer(201, Map.of("Location", "/" + number), "request " + number);
  }

  private int requests() {
    return scene.system().database().requestViews().browse(allRequests().build()).items().size();
  }

  private static IdempotencyKey key(String value) {
    return new IdempotencyKey("ada", value, Hash.of("the body"));
  }
}
