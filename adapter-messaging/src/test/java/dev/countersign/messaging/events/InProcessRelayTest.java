package dev.countersign.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.events.CommittedEvent;
import dev.countersign.application.events.EventSubscriber;
import dev.countersign.application.events.Outbox;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.request.CreditRequestEvent;
import dev.countersign.domain.request.CreditRequestId;
import dev.countersign.domain.request.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InProcessRelayTest {
  private static final int PATIENCE_SECONDS = 10;
  private static final CreditRequestId ONE = new CreditRequestId(new UUID(1, 1));
  private static final CreditRequestId OTHER = new CreditRequestId(new UUID(2, 2));

  private final Waiting outbox = new Waiting();
  private final BlockingQueue<CommittedEvent> received = new LinkedBlockingQueue<>();

  @Test
  void events_of_a_request_come_in_order_and_are_struck_off() throws InterruptedException {
    try (var relay = relay(received::add)) {
      outbox.commit(event(1, ONE), event(2, ONE), event(3, OTHER), event(4, ONE));
      relay.wake();

      var ofOne = new ArrayList<Long>();
      for (int i = 0; i < 4; i++) {
        var event = next();
        if (event.request().equals(ONE)) {
          ofOne.add(event.id());
        }
      }
      assertThat(ofOne).containsExactly(1L, 2L, 4L);
      assertThat(outbox.struckOff(4)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void an_event_that_nobody_woke_it_for_is_found_all_the_same() throws InterruptedException {
    try (var relay = relay(received::add)) {
      relay.wake();
      outbox.commit(event(1, ONE));

      assertThat(next().id()).isEqualTo(1);
    }
  }

  @Test
  void what_fails_comes_again_and_what_follows_it_waits() throws InterruptedException {
    var failures = new AtomicInteger(2);
    EventSubscriber failing =
        event -> {
          if (event.id() == 1 && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("not today");
          }
          received.add(event);
        };
    try (var relay = relay(failing)) {
      outbox.commit(event(1, ONE), event(2, ONE), event(3, OTHER));
      relay.wake();

      assertThat(List.of(next().id(), next().id(), next().id())).containsExactly(3L, 1L, 2L);
      assertThat(outbox.struckOff(3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }
  }

  @Test
  void a_request_that_hangs_does_not_hold_up_another() throws InterruptedException {
    var release = new CountDownLatch(1);
    EventSubscriber hanging =
        event -> {
          if (event.request().equals(ONE)) {
            awaitUnchecked(release);
          }
          received.add(event);
        };
    try (var relay = relay(hanging)) {
      outbox.commit(event(1, ONE), event(2, OTHER));
      relay.wake();

      assertThat(next().id()).isEqualTo(2);
      release.countDown();
      assertThat(next().id()).isEqualTo(1);
    }
  }

  @Test
  void an_outbox_out_of_reach_is_asked_again() throws InterruptedException {
    outbox.breakFor(2);
    try (var relay = relay(received::add)) {
      outbox.commit(event(1, ONE));
      relay.wake();

      assertThat(next().id()).isEqualTo(1);
    }
  }

  @Test
  void closing_waits_for_what_is_under_way() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var relay =
        relay(event -> {
          begun.countDown();
          awaitUnchecked(release);
        });
    outbox.commit(event(1, ONE));
    relay.wake();
    assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    var closing = Thread.ofPlatform().start(relay::close);
    release.countDown();
    closing.join(Duration.ofSeconds(PATIENCE_SECONDS));

    assertThat(outbox.struckOff(1)).containsExactly(1L);
  }

  @Test
  void pauses_double_up_to_a_minute() {
    assertThat(InProcessRelay.pauseAfter(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(InProcessRelay.pauseAfter(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(InProcessRelay.pauseAfter(10)).isEqualTo(Duration.ofMillis(51_200));
    assertThat(InProcessRelay.pauseAfter(11)).isEqualTo(Duration.ofMinutes(1));
    assertThat(InProcessRelay.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }

  private InProcessRelay relay(EventSubscriber subscriber) {
    var relay = new InProcessRelay(outbox, List.of(subscriber));
    relay.start();
    return relay;
  }

  private CommittedEvent next() throws InterruptedException {
    var event = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("no event came");
    }
    return event;
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      boolean released = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(released).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CommittedEvent event(long id, CreditRequestId request) {
    return new CommittedEvent(
        id,
        request,
        new Revision((int) id),
        Instant.EPOCH,
        new Actor.Automatic(Actor.Task.ANALYSIS),
        new CreditRequestEvent.Withdrawn());
  }

  /** An outbox that gives out everything at once, in order, and forgets pauses. */
  private static final class Waiting implements Outbox {
    private final List<CommittedEvent> waiting = new ArrayList<>();
    private final BlockingQueue<Long> struckOff = new LinkedBlockingQueue<>();
    private int broken;
    private int attempts;

    synchronized void commit(CommittedEvent... events) {
      waiting.addAll(List.of(events));
    }

    synchronized void breakFor(int claims) {
      broken = claims;
    }

    List<Long> struckOff(int count) throws InterruptedException {
      var ids = new ArrayList<Long>();
      while (ids.size() < count) {
        var id = struckOff.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (id == null) {
          throw new AssertionError("only these were struck off: " + ids);
        }
        ids.add(id);
      }
      return ids;
    }

    @Override
    public synchronized List<Delivery> claim(int limit, Duration lease) {
      if (broken > 0) {
        broken--;
        throw new IllegalStateException("out of reach");
      }
      attempts++;
      var claimed =
          waiting.stream()
              .limit(limit)
              .map(event -> new Delivery(event, Math.min(attempts, 2), attempts))
              .toList();
      waiting.removeAll(claimed.stream().map(Delivery::event).toList());
      return claimed;
    }

    @Override
    public void delivered(List<Delivery> deliveries) {
      deliveries.forEach(delivery -> struckOff.add(delivery.event().id()));
    }

    @Override
    public synchronized void failed(Delivery delivery, Duration pause) {
      waiting.add(delivery.event());
    }

    @Override
    public synchronized Lag lag() {
      return new Lag(waiting.size(), Duration.ZERO);
    }
  }
}
