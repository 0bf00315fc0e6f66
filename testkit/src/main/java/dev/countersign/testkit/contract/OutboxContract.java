package dev.countersign.testkit.contract;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Lag;
import dev.countersign.application.event.Outbox.Remainder;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.event.StreamId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No event is lost or overtaken, whoever fails, hangs or comes back too late. */
public abstract class OutboxContract extends PortContract {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(1);

  @BeforeEach
  final void deliverWhatOthersLeft() {
    for (var left = lease(); !left.isEmpty(); left = lease()) {
      delivered(left);
    }
  }

  @Test
  final void nothing_waits_where_nothing_happened() {
    assertThat(lease()).isEmpty();
    assertThat(on.outbox().lag()).isEqualTo(new Lag(0, Duration.ZERO));
  }

  @Test
  final void every_event_comes_as_it_happened_and_in_order() {
    var story = saved(Situation.GRANTED_AFTER_A_QUESTION);

    var delivered = lease();

    assertThat(delivered)
        .extracting(entry -> withoutId(entry.event()))
        .containsExactlyElementsOf(eventsOf(story));
    assertThat(delivered).extracting(entry -> entry.event().id()).isSorted();
    assertThat(delivered).allSatisfy(entry -> assertThat(entry.subscriber()).isEmpty());
    assertThat(delivered).extracting(Entry::failures).containsOnly(0);
  }

  @Test
  final void an_event_that_is_not_committed_is_not_there() {
    var story = story(Situation.SUBMITTED);

    on.transactions()
        .run(store -> {
          story.steps().getFirst().saveIn(store);
          assertThat(Threads.elsewhere(this::lease)).isEmpty();
        });

    assertThat(lease()).hasSize(1);
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

    assertThat(lease()).isEmpty();
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
              Await.open(overtaken);
              return true;
            }));
    Await.open(begun);
    var fast = saved(Situation.SUBMITTED);
    var first = lease();
    assertThat(first)
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(fast.id().value());
    delivered(first);

    overtaken.countDown();
    assertThat(Threads.result(committed)).isTrue();

    assertThat(lease())
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(slow.id().value());
  }

  @Test
  final void what_someone_has_nobody_else_gets() {
    exists(Situation.AT_FIRST_STAGE);
    assertThat(lease()).hasSize(3);

    assertThat(lease()).isEmpty();
    on.clock().advance(LEASE.minus(MOMENT));
    assertThat(lease()).isEmpty();
  }

  @Test
  final void what_was_delivered_never_comes_again() {
    exists(Situation.AT_FIRST_STAGE);

    delivered(lease());
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(lease()).isEmpty();
  }

  @Test
  final void delivering_nothing_is_allowed() {
    on.outbox().settle(List.of());

    assertThat(lease()).isEmpty();
  }

  @Test
  final void what_is_not_delivered_comes_again_when_the_lease_is_over() {
    exists(Situation.AT_FIRST_STAGE);
    var first = lease();

    on.clock().advance(LEASE.plus(MOMENT));
    var second = lease();

    assertThat(second).extracting(Entry::event).isEqualTo(events(first));
  }

  @Test
  final void whoever_comes_back_too_late_strikes_off_nothing() {
    exists(Situation.SUBMITTED);
    var late = lease();
    on.clock().advance(LEASE.plus(MOMENT));
    assertThat(lease()).hasSize(1);

    delivered(late);
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(lease()).hasSize(1);
  }

  @Test
  final void whoever_comes_back_too_late_gives_back_nothing() {
    exists(Situation.SUBMITTED);
    var late = lease().getFirst();
    on.clock().advance(LEASE.plus(MOMENT));
    assertThat(lease()).hasSize(1);

    later(late, Duration.ZERO);
    on.clock().advance(MOMENT);

    assertThat(lease()).isEmpty();
  }

  @Test
  final void whoever_is_late_may_still_deliver_as_long_as_nobody_else_has_it() {
    exists(Situation.SUBMITTED);
    var late = lease();
    on.clock().advance(LEASE.plus(MOMENT));

    delivered(late);

    assertThat(lease()).isEmpty();
  }

  @Test
  final void what_was_delivered_can_t_be_given_back() {
    exists(Situation.SUBMITTED);
    var delivery = lease().getFirst();
    delivered(List.of(delivery));

    later(delivery, Duration.ZERO);
    on.clock().advance(LEASE);

    assertThat(lease()).isEmpty();
  }

  @Test
  final void what_failed_comes_again_after_its_pause_and_not_before() {
    exists(Situation.SUBMITTED);
    var delivery = lease().getFirst();

    later(delivery, Duration.ofSeconds(2));

    assertThat(lease()).isEmpty();
    on.clock().advance(Duration.ofSeconds(2).minus(MOMENT));
    assertThat(lease()).isEmpty();
    on.clock().advance(MOMENT.multipliedBy(2));
    assertThat(lease()).extracting(Entry::failures).containsExactly(1);
  }

  @Test
  final void an_event_is_held_back_behind_an_earlier_one_that_someone_has() {
    var story = saved(Situation.SUBMITTED);
    var first = lease();
    on.transactions().run(story.analysed().steps().getLast()::saveIn);

    assertThat(lease()).isEmpty();
    delivered(first);

    assertThat(lease()).hasSize(2);
  }

  @Test
  final void an_event_is_held_back_behind_an_earlier_one_that_takes_a_pause() {
    exists(Situation.AT_FIRST_STAGE);
    var leased = lease();
    leased.reversed().forEach(delivery -> later(delivery, Duration.ZERO));
    on.clock().advance(MOMENT);
    var again = lease();
    later(again.getFirst(), Duration.ofSeconds(5));
    later(again.get(1), Duration.ZERO);
    later(again.get(2), Duration.ZERO);
    on.clock().advance(MOMENT);

    assertThat(lease()).isEmpty();
    on.clock().advance(Duration.ofSeconds(5));

    assertThat(lease()).extracting(Entry::event).isEqualTo(events(leased));
  }

  @Test
  final void an_event_is_not_held_back_by_one_of_another_request() {
    var first = saved(Situation.SUBMITTED);
    assertThat(lease()).hasSize(1);
    var second = saved(Situation.SUBMITTED);

    assertThat(lease())
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(second.id().value())
        .doesNotContain(first.id().value());
  }

  @Test
  final void a_subscriber_that_failed_is_brought_the_event_again_alone_after_its_pause() {
    exists(Situation.SUBMITTED);
    var entry = lease().getFirst();

    on.outbox().settle(List.of(leftToDo(entry, of("failing", Duration.ofSeconds(2), 1))));

    assertThat(lease()).isEmpty();
    on.clock().advance(Duration.ofSeconds(2).plus(MOMENT));
    var again = lease();
    assertThat(again).extracting(Entry::event).containsExactly(entry.event());
    assertThat(again.getFirst().subscriber()).contains("failing");
    assertThat(again.getFirst().failures()).isEqualTo(1);
    later(again.getFirst(), Duration.ZERO);
    on.clock().advance(MOMENT);
    var third = lease();
    assertThat(third).extracting(Entry::failures).containsExactly(2);
    delivered(third);
    assertThat(on.outbox().lag().waiting()).isZero();
  }

  @Test
  final void later_events_of_the_stream_come_to_all_others_and_queue_up_for_who_failed() {
    var story = saved(Situation.SUBMITTED);
    on.outbox()
        .settle(List.of(leftToDo(lease().getFirst(), of("failing", Duration.ofSeconds(2), 1))));
    on.transactions().run(story.analysed().steps().getLast()::saveIn);

    var next = lease();
    assertThat(next)
        .hasSize(2)
        .allSatisfy(entry -> {
          assertThat(entry.subscriber()).isEmpty();
          assertThat(entry.behind()).containsExactly("failing");
        });
    on.outbox()
        .settle(
            next.stream().map(entry -> leftToDo(entry, of("failing", Duration.ZERO, 0))).toList());

    assertThat(lease()).isEmpty();
    on.clock().advance(Duration.ofSeconds(2).plus(MOMENT));
    var queued = lease();
    assertThat(queued)
        .hasSize(3)
        .allSatisfy(entry -> {
          assertThat(entry.subscriber()).contains("failing");
          assertThat(entry.behind()).isEmpty();
        });
    assertThat(queued).extracting(entry -> entry.event().id()).isSorted();
    delivered(queued);
  }

  @Test
  final void two_subscribers_that_failed_do_not_wait_for_each_other() {
    exists(Situation.SUBMITTED);
    on.outbox()
        .settle(
            List.of(
                leftToDo(
                    lease().getFirst(),
                    of("one", Duration.ofSeconds(1), 1),
                    of("other", Duration.ofSeconds(9), 1))));

    on.clock().advance(Duration.ofSeconds(1).plus(MOMENT));

    assertThat(lease())
        .extracting(entry -> entry.subscriber().orElseThrow())
        .containsExactly("one");
  }

  @Test
  final void an_entry_of_one_subscriber_waits_for_earlier_events_that_nobody_has_yet() {
    var story = saved(Situation.SUBMITTED);
    var first = lease().getFirst();
    on.transactions().run(story.analysed().steps().getLast()::saveIn);
    on.clock().advance(LEASE.plus(MOMENT));
    var all = lease();
    var second = all.get(1);
    on.outbox().settle(List.of(leftToDo(second, of("failing", Duration.ZERO, 1))));
    on.clock().advance(MOMENT);

    assertThat(lease()).isEmpty();
    delivered(List.of(first));
    assertThat(lease()).isEmpty();
    delivered(all.subList(0, 1));

    assertThat(lease())
        .extracting(entry -> entry.subscriber().orElse("all"))
        .containsExactly("failing");
  }

  @Test
  final void whoever_comes_back_too_late_leaves_nothing_behind() {
    exists(Situation.SUBMITTED);
    var late = lease().getFirst();
    on.clock().advance(LEASE.plus(MOMENT));
    var present = lease();
    long letters = on.deadLetters().count();

    var letter = new DeadLetter("failing", "key", "message", "why", on.clock().instant());
    on.outbox()
        .settle(
            List.of(
                new Settlement(late, List.of(of("failing", Duration.ZERO, 1)), List.of(letter))));
    delivered(present);
    on.clock().advance(MOMENT);

    assertThat(lease()).isEmpty();
    assertThat(on.deadLetters().count()).isEqualTo(letters);
  }

  @Test
  final void a_subscriber_that_is_given_up_leaves_a_dead_letter() {
    exists(Situation.SUBMITTED);
    var entry = lease().getFirst();
    var message = "message of event " + entry.event().id();
    var letter = new DeadLetter("failing", "key", message, "why", on.clock().instant());

    on.outbox().settle(List.of(new Settlement(entry, List.of(), List.of(letter))));

    assertThat(lease()).isEmpty();
    var kept = on.deadLetters().after(0, 100);
    assertThat(kept).extracting(DeadLetters.Kept::letter).contains(letter);
    kept.forEach(each -> assertThat(on.deadLetters().replay(each, entry.event())).isTrue());
  }

  @Test
  final void so_many_come_as_were_asked_for_and_the_oldest_first() {
    var story = saved(Situation.AT_LAST_STAGE);

    var two = on.outbox().lease(2, LEASE);
    assertThat(two)
        .extracting(entry -> withoutId(entry.event()))
        .isEqualTo(eventsOf(story).subList(0, 2));
    delivered(two);

    assertThat(on.outbox().lease(100, LEASE))
        .extracting(entry -> withoutId(entry.event()))
        .isEqualTo(eventsOf(story).subList(2, eventsOf(story).size()));
  }

  @Test
  final void part_of_what_was_leased_may_be_struck_off() {
    exists(Situation.AT_FIRST_STAGE);
    var leased = lease();

    delivered(leased.subList(0, 1));
    on.clock().advance(LEASE.plus(MOMENT));

    assertThat(lease()).extracting(Entry::event).isEqualTo(events(leased.subList(1, 3)));
  }

  @Test
  final void many_who_lease_at_once_never_get_the_same_and_keep_each_request_s_order() {
    for (int i = 0; i < 12; i++) {
      exists(Situation.AT_SECOND_STAGE);
    }

    var leased =
        Threads.atOnce(
            6,
            number -> {
              var mine = new ArrayList<CommittedEvent>();
              for (var batch = on.outbox().lease(4, LEASE);
                  !batch.isEmpty();
                  batch = on.outbox().lease(4, LEASE)) {
                mine.addAll(events(batch));
                delivered(batch);
              }
              return mine;
            });
    var left = events(lease());

    var all = new ArrayList<>(leased.stream().flatMap(Collection::stream).toList());
    all.addAll(left);
    assertThat(all).hasSize(12 * 5).doesNotHaveDuplicates();
    for (var mine : leased) {
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
    var leased = lease();
    assertThat(on.outbox().lag().waiting()).isEqualTo(3);
    delivered(leased.subList(0, 1));

    var opened = story.steps().getLast().change().at();
    assertThat(on.outbox().lag())
        .isEqualTo(new Lag(2, Duration.between(opened, on.clock().instant())));
  }

  private List<Entry> lease() {
    return on.outbox().lease(1_000, LEASE);
  }

  private void delivered(List<Entry> entries) {
    on.outbox().settle(entries.stream().map(Settlement::delivered).toList());
  }

  private void later(Entry entry, Duration pause) {
    on.outbox().settle(List.of(Settlement.later(entry, pause, entry.failures() + 1)));
  }

  private static Settlement leftToDo(Entry entry, Remainder... remainders) {
    return new Settlement(entry, List.of(remainders), List.of());
  }

  private static Remainder of(String subscriber, Duration pause, int failures) {
    return new Remainder(Optional.of(subscriber), pause, failures);
  }

  private static List<CommittedEvent> events(List<Entry> deliveries) {
    return deliveries.stream().map(Entry::event).toList();
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
