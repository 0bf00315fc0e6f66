package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.live.EventFeed.Batch;
import dev.countersign.application.live.EventFeed.Entry;
import dev.countersign.application.live.FeedPosition;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whoever reads on from where they stopped misses nothing, and receives nothing twice. */
public abstract class EventFeedContract extends PortContract {
  private static final int MANY = 100;

  @Test
  final void at_the_end_there_is_nothing_more() {
    exists(Situation.GRANTED);

    var end = on.eventFeed().end();

    assertThat(after(end, MANY).entries()).isEmpty();
  }

  @Test
  final void what_is_committed_comes_in_order_and_once() {
    var start = on.eventFeed().end();
    var story = saved(Situation.GRANTED);

    var batch = after(start, MANY);

    assertThat(batch.entries())
        .extracting(entry -> entry.event().event().type())
        .startsWith("submitted", "analysed", "stage-opened")
        .endsWith("granted");
    assertThat(batch.entries())
        .allSatisfy(entry -> {
          assertThat(entry.event().stream()).isEqualTo(story.id().stream());
          assertThat(entry.event().owner()).contains(people.ada().id());
        });
    assertThat(batch.entries())
        .extracting(entry -> entry.event().id())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(after(batch.next(), MANY).entries()).isEmpty();
  }

  @Test
  final void an_entry_tells_who_did_it_and_what() {
    var start = on.eventFeed().end();
    exists(Situation.SUBMITTED);

    var entry = after(start, MANY).entries().getFirst();

    assertThat(entry.actor()).isEqualTo(people.ada().username());
    assertThat(entry.event().at()).isEqualTo(now);
    assertThat(entry.event().event()).isInstanceOf(CreditRequestEvent.Submitted.class);
    assertThat(entry.event().version()).isEqualTo(1);
  }

  @Test
  final void reading_on_behind_any_entry_gives_the_rest() {
    var start = on.eventFeed().end();
    exists(Situation.GRANTED_AFTER_A_QUESTION);
    var all = after(start, MANY).entries();

    for (int i = 0; i < all.size(); i++) {
      assertThat(ids(after(all.get(i).position(), MANY).entries()))
          .isEqualTo(ids(all.subList(i + 1, all.size())));
    }
  }

  @Test
  final void small_batches_lead_from_one_to_the_next() {
    var start = on.eventFeed().end();
    exists(Situation.GRANTED);
    exists(Situation.AT_FIRST_STAGE);
    var all = after(start, MANY);

    var pieces = new ArrayList<Entry>();
    var batch = after(start, 1);
    while (!batch.entries().isEmpty()) {
      pieces.addAll(batch.entries());
      batch = after(batch.next(), 1);
    }

    assertThat(ids(pieces)).isEqualTo(ids(all.entries()));
  }

  @Test
  final void an_event_that_was_begun_first_and_committed_last_still_comes() {
    var start = on.eventFeed().end();
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
    var first = after(start, MANY);
    assertThat(first.entries())
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(fast.id().value());

    overtaken.countDown();
    assertThat(Threads.result(committed)).isTrue();

    assertThat(after(first.next(), MANY).entries())
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(slow.id().value());
    assertThat(after(first.entries().getFirst().position(), MANY).entries())
        .extracting(entry -> entry.event().stream().id())
        .containsExactly(slow.id().value());
    assertThat(after(start, MANY).entries())
        .extracting(entry -> entry.event().stream().id())
        .containsExactlyInAnyOrder(slow.id().value(), fast.id().value());
  }

  @Test
  final void a_reading_stops_where_it_is_to_end() {
    var start = on.eventFeed().end();
    exists(Situation.SUBMITTED);
    var end = on.eventFeed().end();
    exists(Situation.SUBMITTED);

    var batch = on.eventFeed().between(start, end, MANY).orElseThrow();

    assertThat(batch.entries()).hasSize(1);
    assertThat(after(batch.entries().getFirst().position(), MANY).entries()).hasSize(1);
    assertThat(on.eventFeed().between(end, start, MANY).orElseThrow().entries()).isEmpty();
  }

  @Test
  final void what_is_no_position_leads_nowhere() {
    for (var other :
        List.of(
            "",
            "x",
            "-1",
            "1:2",
            "9:1:",
            "5:9:3",
            "5:9:7,6",
            "0:0:",
            "1:1:/",
            "1:1:/x/1",
            "999999999999999998:999999999999999999:",
            "9".repeat(50),
            "1:".repeat(9_000))) {
      assertThat(on.eventFeed().after(new FeedPosition(other), MANY)).as(other).isEmpty();
    }
  }

  private Batch after(FeedPosition position, int limit) {
    return on.eventFeed().after(position, limit).orElseThrow();
  }

  private static List<Long> ids(List<Entry> entries) {
    return entries.stream().map(entry -> entry.event().id()).toList();
  }
}
