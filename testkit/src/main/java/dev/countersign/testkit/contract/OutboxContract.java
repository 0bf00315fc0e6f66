package dev.countersign.testkit.contract;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Outbox.Delivery;
import dev.countersign.application.event.Outbox.Lag;
import dev.countersign.domain.event.StreamId;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No event is lost or overtaken, whoever fails, hangs or comes back too late. */
public abstract class OutboxContract extends PortContract {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(1);

  @BeforeEach
  final void deliverWhatOthersLeft() {
    for (var left = claim(); !left.isEmpty(); left = claim()) {
      on.outbox().delivered(left);
    }
  }

  @Test
  final void nothing_waits_where_nothing_happened() {
    assertThat(claim()).isEmpty();
    assertThat(on.outbox().lag()).isEqualTo(new Lag(0, Duration.ZERO));
  }

  @Test
  final void every_event_comes_as_it_happened_and_in_order() {
    var story = saved(Situation.GRANTED_AFTER_A_QUESTION);

    var delivered = claim();

    assertThat(delivered)
        .extracting(delivery -> withoutId(delivery.event()))
        .containsExactlyElementsOf(eventsOf(story));
    assertThat(delivered).extracting(delivery -> delivery.event().id()).isSorted();
    assertThat(delivered).extracting(Delivery::attempt).containsOnly(1);
  }

  @Test
  final void an_event_that_is_not_committed_is_not_there() {
    var story = story(Situation.SUBMITTED);

    on.transactions()
        .run(store -> {
          story.steps().getFirst().saveIn(store);
          assertThat(Threads.elsewhere(this::claim)).isEmpty();
        });

    assertThat(claim()).hasSize(1);
  }

  @Test
  final void an_event_that_was_rolled_back_never_comes() {
    var story = story(Situation.SUBMITTED);

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  story.steps().getFirst().saveIn(store);
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(claim()).isEmpty();
  }

  @Test
  final void an_event_that_was_begun_first_and_committed_last_still_comes() {
    var slow = story(Situation.SUBMITTED);
    var begun = new CountDownLatch(1);
    var overtaken = new CountDownLatch(1);
    var committed =
        Threads.started(() ->
            inTransaction(store -> {
              slow.steps().getFirst().saveIn(store);
              assertThat(store.requests().find(slow.id())).isPresent();
              begun.countDown();
              Threads.await(overtaken);
              return true;
            }));
    Threads.await(begun);
    var fast = saved(Situation.SUBMITTED);
    var first = claim();
    assertThat(first)
        .extracting(delivery -> delivery.event().stream().id())
        .containsExactly(fast.id().value());
    on.outbox().delivered(first);

    overtaken.countDown();
    assertThat(Threads.result(committed)).isTrue();

    assertThat(claim())
        .extracting(delivery -> delivery.event().stream().id())
        .containsExactly(slow.id().value());
  }

  @Test
  final void what_someone_has_nobody_else_gets() {
    exists(Situation.AT_FIRST_STAGE);
    assertThat(claim()).hasSize(3);

    assertThat(claim()).isEmpty();
    on.clock().advance(LEASE.minus(MOMENT));
    assertThat(claim()).isEmpty();
  }

  @Test
  final void what_was_delivered_never_comes_again() {
    exists(Situation.AT_FIRST_STAGE);

    on.outbox().delivered(claim());
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(claim()).isEmpty();
  }

  @Test
  final void delivering_nothing_is_allowed() {
    on.outbox().delivered(List.of());

    assertThat(claim()).isEmpty();
  }

  @Test
  final void what_is_not_delivered_comes_again_when_the_lease_is_over() {
    exists(Situation.AT_FIRST_STAGE);
    var first = claim();

    on.clock().advance(LEASE.plus(MOMENT));
    var second = claim();

    assertThat(second).extracting(Delivery::event).isEqualTo(events(first));
    assertThat(second).extracting(Delivery::attempt).containsOnly(2);
  }

  @Test
  final void whoever_comes_back_too_late_strikes_off_nothing() {
    exists(Situation.SUBMITTED);
    var late = claim();
    on.clock().advance(LEASE.plus(MOMENT));
    assertThat(claim()).hasSize(1);

    on.outbox().delivered(late);
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(claim()).extracting(Delivery::attempt).containsExactly(3);
  }

  @Test
  final void whoever_comes_back_too_late_gives_back_nothing() {
    exists(Situation.SUBMITTED);
    var late = claim().getFirst();
    on.clock().advance(LEASE.plus(MOMENT));
    assertThat(claim()).hasSize(1);

    on.outbox().failed(late, Duration.ZERO);
    on.clock().advance(MOMENT);

    assertThat(claim()).isEmpty();
  }

  @Test
  final void whoever_is_late_may_still_deliver_as_long_as_nobody_else_has_it() {
    exists(Situation.SUBMITTED);
    var late = claim();
    on.clock().advance(LEASE.plus(MOMENT));

    on.outbox().delivered(late);

    assertThat(claim()).isEmpty();
  }

  @Test
  final void what_was_delivered_can_t_be_given_back() {
    exists(Situation.SUBMITTED);
    var delivery = claim().getFirst();
    on.outbox().delivered(List.of(delivery));

    on.outbox().failed(delivery, Duration.ZERO);
    on.clock().advance(LEASE);

    assertThat(claim()).isEmpty();
  }

  @Test
  final void what_failed_comes_again_after_its_pause_and_not_before() {
    exists(Situation.SUBMITTED);
    var delivery = claim().getFirst();

    on.outbox().failed(delivery, Duration.ofSeconds(2));

    assertThat(claim()).isEmpty();
    on.clock().advance(Duration.ofSeconds(2).minus(MOMENT));
    assertThat(claim()).isEmpty();
    on.clock().advance(MOMENT.multipliedBy(2));
    assertThat(claim()).extracting(Delivery::attempt).containsExactly(2);
  }

  @Test
  final void an_event_is_held_back_behind_an_earlier_one_that_someone_has() {
    var story = saved(Situation.SUBMITTED);
    var first = claim();
    on.transactions().run(story.analysed().steps().getLast()::saveIn);

    assertThat(claim()).isEmpty();
    on.outbox().delivered(first);

    assertThat(claim()).hasSize(2);
  }

  @Test
  final void an_event_is_held_back_behind_an_earlier_one_that_takes_a_pause() {
    exists(Situation.AT_FIRST_STAGE);
    var claimed = claim();
    claimed.reversed().forEach(delivery -> on.outbox().failed(delivery, Duration.ZERO));
    on.clock().advance(MOMENT);
    var again = claim();
    on.outbox().failed(again.getFirst(), Duration.ofSeconds(5));
    on.outbox().failed(again.get(1), Duration.ZERO);
    on.outbox().failed(again.get(2), Duration.ZERO);
    on.clock().advance(MOMENT);

    assertThat(claim()).isEmpty();
    on.clock().advance(Duration.ofSeconds(5));

    assertThat(claim()).extracting(Delivery::event).isEqualTo(events(claimed));
  }

  @Test
  final void an_event_is_not_held_back_by_one_of_another_request() {
    var first = saved(Situation.SUBMITTED);
    assertThat(claim()).hasSize(1);
    var second = saved(Situation.SUBMITTED);

    assertThat(claim())
        .extracting(delivery -> delivery.event().stream().id())
        .containsExactly(second.id().value())
        .doesNotContain(first.id().value());
  }

  @Test
  final void so_many_come_as_were_asked_for_and_the_oldest_first() {
    var story = saved(Situation.AT_LAST_STAGE);

    var two = on.outbox().claim(2, LEASE);
    assertThat(two)
        .extracting(delivery -> withoutId(delivery.event()))
        .isEqualTo(eventsOf(story).subList(0, 2));
    on.outbox().delivered(two);

    assertThat(on.outbox().claim(100, LEASE))
        .extracting(delivery -> withoutId(delivery.event()))
        .isEqualTo(eventsOf(story).subList(2, eventsOf(story).size()));
  }

  @Test
  final void part_of_what_was_claimed_may_be_struck_off() {
    exists(Situation.AT_FIRST_STAGE);
    var claimed = claim();

    on.outbox().delivered(claimed.subList(0, 1));
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(claim()).extracting(Delivery::event).isEqualTo(events(claimed.subList(1, 3)));
  }

  @Test
  final void many_who_claim_at_once_never_get_the_same_and_keep_each_request_s_order() {
    for (int i = 0; i < 12; i++) {
      exists(Situation.AT_SECOND_STAGE);
    }

    var claimed =
        Threads.atOnce(
            6,
            number -> {
              var mine = new ArrayList<CommittedEvent>();
              for (var batch = on.outbox().claim(4, LEASE);
                  !batch.isEmpty();
                  batch = on.outbox().claim(4, LEASE)) {
                mine.addAll(events(batch));
                on.outbox().delivered(batch);
              }
              return mine;
            });
    var left = events(claim());

    var all = new ArrayList<>(claimed.stream().flatMap(Collection::stream).toList());
    all.addAll(left);
    assertThat(all).hasSize(12 * 5).doesNotHaveDuplicates();
    for (var mine : claimed) {
      for (var stream : new HashSet<>(streamsOf(mine))) {
        assertThat(mine.stream().filter(event -> event.stream().equals(stream)))
            .isSortedAccordingTo(comparingLong(CommittedEvent::id));
      }
    }
  }

  @Test
  final void the_lag_counts_what_waits_and_the_age_of_the_oldest() {
    var story = saved(Situation.AT_FIRST_STAGE);
    on.clock().advance(Duration.ofHours(1));

    assertThat(on.outbox().lag()).isEqualTo(new Lag(3, Duration.ofHours(1)));
    var claimed = claim();
    assertThat(on.outbox().lag().waiting()).isEqualTo(3);
    on.outbox().delivered(claimed.subList(0, 1));

    var opened = story.steps().getLast().change().at();
    assertThat(on.outbox().lag())
        .isEqualTo(new Lag(2, Duration.between(opened, on.clock().instant())));
  }

  private List<Delivery> claim() {
    return on.outbox().claim(1_000, LEASE);
  }

  private static List<CommittedEvent> events(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::event).toList();
  }

  private static List<StreamId> streamsOf(List<CommittedEvent> events) {
    return events.stream().map(CommittedEvent::stream).toList();
  }

  private static CommittedEvent withoutId(CommittedEvent event) {
    return new CommittedEvent(
        0, event.stream(), event.version(), event.owner(), event.at(), event.by(), event.event());
  }

  private static List<CommittedEvent> eventsOf(RequestStory story) {
    return story.steps().stream()
        .flatMap(step ->
            step.change().events().stream()
                .map(event -> CreditEventsInTests.committed(0, step.change(), event)))
        .toList();
  }
}
