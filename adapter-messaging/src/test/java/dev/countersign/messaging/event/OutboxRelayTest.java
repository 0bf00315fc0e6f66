package dev.countersign.messaging.event;

import static dev.countersign.messaging.event.WaitingOutbox.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
  private static final int PATIENCE_SECONDS = 10;
  private static final CreditRequestId ONE = new CreditRequestId(new UUID(1, 1));
  private static final CreditRequestId OTHER = new CreditRequestId(new UUID(2, 2));

  private final WaitingOutbox outbox = new WaitingOutbox();
  private final BlockingQueue<CommittedEvent> received = new LinkedBlockingQueue<>();

  @Test
  void events_of_a_request_come_in_order_and_are_struck_off() throws InterruptedException {
    try (var relay = relay(received::add)) {
      outbox.commit(event(1, ONE), event(2, ONE), event(3, OTHER), event(4, ONE));
      relay.wake();

      var ofOne = new ArrayList<Long>();
      for (int i = 0; i < 4; i++) {
        var event = next();
        if (event.stream().equals(ONE.stream())) {
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
          if (event.stream().equals(ONE.stream())) {
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

  private OutboxRelay relay(EventSubscriber subscriber) {
    var relay = new OutboxRelay(outbox, List.of(subscriber));
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
}
