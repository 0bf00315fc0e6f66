package dev.countersign.messaging.event;

import static dev.countersign.messaging.event.WaitingOutbox.event;
import static dev.countersign.messaging.event.WaitingOutbox.forOne;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
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
      assertThat(outbox.settled(4)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
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
      assertThat(outbox.settled(5)).containsExactlyInAnyOrder(1L, 1L, 2L, 2L, 3L);
    }
  }

  @Test
  void a_request_that_hangs_does_not_hold_up_another() throws InterruptedException {
    var release = new CountDownLatch(1);
    EventSubscriber hanging =
        event -> {
          if (event.stream().equals(ONE.stream())) {
            Await.open(release);
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
          Await.open(release);
        });
    outbox.commit(event(1, ONE));
    relay.wake();
    Await.open(begun);

    var closing = Thread.ofPlatform().start(relay::close);
    release.countDown();
    Await.until("it is closed", () -> !closing.isAlive());

    assertThat(outbox.settled(1)).containsExactly(1L);
  }

  @Test
  void a_subscriber_that_fails_holds_up_itself_alone_and_keeps_its_order()
      throws InterruptedException {
    var failures = new AtomicInteger(3);
    var others = new LinkedBlockingQueue<CommittedEvent>();
    EventSubscriber failing =
        event -> {
          if (event.id() == 1 && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("not today");
          }
          received.add(event);
        };
    try (var relay =
        relay(new NamedSubscriber("failing", failing), new NamedSubscriber("other", others::add))) {
      outbox.commit(event(1, ONE), event(2, ONE));
      relay.wake();

      assertThat(outbox.settled(4)).containsExactlyInAnyOrder(1L, 1L, 2L, 2L);
      assertThat(received).extracting(CommittedEvent::id).containsExactly(1L, 2L);
      assertThat(others).extracting(CommittedEvent::id).containsExactly(1L, 2L);
    }
  }

  @Test
  void an_event_that_always_fails_is_given_up_and_those_behind_it_go_on()
      throws InterruptedException {
    EventSubscriber failing =
        event -> {
          if (event.id() == 1) {
            throw new IllegalStateException("never", new ArithmeticException("deep down"));
          }
          received.add(event);
        };
    try (var relay = relay(new NamedSubscriber("failing", failing))) {
      outbox.commit(event(1, ONE), event(2, ONE));
      relay.wake();

      assertThat(next().id()).isEqualTo(2);
      var letter = outbox.deadLetters(1).getFirst();
      assertThat(letter.subscriber()).isEqualTo("failing");
      assertThat(letter.key()).isEqualTo(ONE.toString());
      assertThat(letter.message()).isEqualTo(CreditEventsInTests.REGISTRY.toMessage(event(1, ONE)));
      assertThat(letter.cause()).contains("never", "caused by", "deep down");
    }
  }

  @Test
  void a_store_that_is_away_is_waited_for_however_long_it_takes() throws InterruptedException {
    var away = new AtomicInteger(20);
    EventSubscriber waiting =
        event -> {
          if (away.getAndDecrement() > 0) {
            throw new StoreUnavailable(new SQLException("away"));
          }
          received.add(event);
        };
    try (var relay = relay(waiting)) {
      outbox.commit(event(1, ONE));
      relay.wake();

      assertThat(next().id()).isEqualTo(1);
    }
  }

  @Test
  void an_event_for_one_subscriber_comes_to_no_other() throws InterruptedException {
    var others = new LinkedBlockingQueue<CommittedEvent>();
    try (var relay =
        relay(
            new NamedSubscriber("one", received::add), new NamedSubscriber("other", others::add))) {
      outbox.commit(forOne(event(1, ONE), "one"));
      outbox.commit(forOne(event(2, ONE), "nobody"));
      relay.wake();

      assertThat(outbox.settled(2)).containsExactlyInAnyOrder(1L, 2L);
      assertThat(received).extracting(CommittedEvent::id).containsExactly(1L);
      assertThat(others).isEmpty();
      var letter = outbox.deadLetters(1).getFirst();
      assertThat(letter.subscriber()).isEqualTo("nobody");
      assertThat(letter.cause()).isEqualTo("There is no subscriber of this name.");
    }
  }

  private OutboxRelay relay(EventSubscriber subscriber) {
    return relay(new NamedSubscriber("one", subscriber));
  }

  private OutboxRelay relay(NamedSubscriber... subscribers) {
    var soon = new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(2));
    var relay =
        new OutboxRelay(
            outbox,
            new SubscribersInProcess(
                List.of(subscribers), CreditEventsInTests.REGISTRY, Clock.systemUTC(), soon));
    relay.start();
    return relay;
  }

  private CommittedEvent next() throws InterruptedException {
    return Await.next(received);
  }
}
