package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.WholeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One event, one subscriber, one effect. */
public abstract class ProcessedEventsContract extends PortContract {
  private static final AtomicLong LAST_EVENT = new AtomicLong();

  @Test
  final void an_event_is_new_to_each_subscriber_once() {
    var event = anEvent();

    assertThat(List.of(processed("one", event), processed("one", event), processed("other", event)))
        .containsExactly(true, false, true);
    assertThat(processed("one", anEvent())).isTrue();
  }

  @Test
  final void it_is_not_new_even_to_the_transaction_that_marked_it() {
    var event = anEvent();

    var answers =
        inTransaction(store ->
            List.of(
                store.processedEvents().markProcessed("one", event, now),
                store.processedEvents().markProcessed("one", event, now)));

    assertThat(answers).containsExactly(true, false);
  }

  @Test
  final void an_effect_and_its_receipt_are_undone_together() {
    var event = anEvent();
    var story = story(Situation.SUBMITTED);
    var failing =
        once((received, store) -> {
          story.steps().getFirst().saveIn(store);
          throw new IllegalStateException("not today");
        });

    assertThatThrownBy(() -> failing.on(event)).hasMessage("not today");

    assertThat(found(story.id())).isEmpty();
    once((received, store) -> story.steps().getFirst().saveIn(store)).on(event);
    assertThat(found(story.id())).isPresent();
  }

  @Test
  final void whoever_comes_second_waits_and_finds_it_done() {
    var event = anEvent();
    var holding = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var first =
        Threads.started(() ->
            inTransaction(store -> {
              boolean marked = store.processedEvents().markProcessed("one", event, now);
              holding.countDown();
              Await.open(release);
              return marked;
            }));
    Await.open(holding);
    FutureTask<Boolean> second = Threads.started(() -> processed("one", event));

    Await.heldUp(second);
    release.countDown();
    assertThat(Threads.result(first)).isTrue();
    assertThat(Threads.result(second)).isFalse();
  }

  @Test
  final void whoever_comes_second_goes_on_if_the_first_gives_up() {
    var event = anEvent();
    var holding = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var first =
        Threads.started(() -> {
          try {
            return inTransaction(store -> {
              boolean unused = store.processedEvents().markProcessed("one", event, now);
              holding.countDown();
              Await.open(release);
              throw new IllegalStateException("given up");
            });
          } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
          }
        });
    Await.open(holding);
    var second = Threads.started(() -> processed("one", event));
    release.countDown();

    assertThat(Threads.result(first)).isEqualTo("given up");
    assertThat(Threads.result(second)).isTrue();
  }

  @Test
  final void delivered_by_sixteen_at_once_it_has_one_effect() {
    var event = anEvent();
    var effects = new ArrayList<CommittedEvent>();
    var subscriber =
        once((received, store) -> {
          synchronized (effects) {
            effects.add(received);
          }
        });

    var unused =
        Threads.atOnce(
            16,
            number -> {
              subscriber.on(event);
              return true;
            });

    assertThat(effects).containsExactly(event);
  }

  private OncePerEvent<WholeStore> once(OncePerEvent.Effect<WholeStore> effect) {
    return new OncePerEvent<>("one", on.transactions(), on.clock(), effect);
  }

  private boolean processed(String subscriber, CommittedEvent event) {
    return inTransaction(store -> store.processedEvents().markProcessed(subscriber, event, now));
  }

  private CommittedEvent anEvent() {
    return CreditEventsInTests.withdrawn(
        LAST_EVENT.incrementAndGet(), new CreditRequestId(IDS.next(now)), people.ada().id(), now);
  }
}
