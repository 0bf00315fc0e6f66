package dev.countersign.messaging.event;

import static dev.countersign.messaging.event.WaitingOutbox.event;
import static dev.countersign.messaging.event.WaitingOutbox.forAll;
import static dev.countersign.messaging.event.WaitingOutbox.forOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.broker.EmbeddedKafka;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.memory.InMemoryDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real broker. Every test has a topic of its own. */
class KafkaEventsTest {
  private static final CreditRequestId ONE = new CreditRequestId(new UUID(1, 1));
  private static final CreditRequestId OTHER = new CreditRequestId(new UUID(2, 2));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private static @TempDir Path folder;
  private static EmbeddedKafka broker;
  private static KafkaCluster cluster;

  private final EventTopics topics =
      new EventTopics("events-" + TOPICS.incrementAndGet(), 4, Duration.ofDays(7));
  private final EventTopic topic = topics.of("credit");
  private final DeadLetters deadLetters = new InMemoryDatabase(CLOCK).deadLetters();
  private final BlockingQueue<CommittedEvent> received = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(folder);
    cluster = new KafkaCluster(broker.bootstrapServers(), Map.of());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void each_consumer_gets_every_event_and_those_of_a_request_in_order() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var others = new LinkedBlockingQueue<CommittedEvent>();
    hand(events, "one", received::add);
    hand(events, "other", others::add);

    var ids = publish(events, 1, 40);

    for (var queue : List.of(received, others)) {
      var came = next(queue, 40);
      assertThat(came).extracting(CommittedEvent::id).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(came).filteredOn(e -> e.stream().equals(ONE.stream())).isSortedAccordingTo(byId());
      assertThat(came)
          .filteredOn(e -> e.stream().equals(OTHER.stream()))
          .isSortedAccordingTo(byId());
    }
  }

  @Test
  void a_consumer_goes_on_where_it_was_and_a_new_one_begins_at_the_beginning() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var unused = publish(events, 1, 5);
    var first = events.handTo(handling("one", received::add), deadLetters);
    assertThat(next(received, 5)).hasSize(5);
    first.close();

    var later = publish(events, 6, 10);
    hand(events, "one", received::add);
    assertThat(next(received, 5))
        .extracting(CommittedEvent::id)
        .containsExactlyInAnyOrderElementsOf(later);

    var late = new LinkedBlockingQueue<CommittedEvent>();
    hand(events, "late", late::add);
    assertThat(next(late, 10)).extracting(CommittedEvent::id).contains(1L, 10L);
    assertThat(received).isEmpty();
  }

  @Test
  void what_fails_comes_again_and_holds_back_its_own_request_only() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var failures = new AtomicInteger(2);
    hand(
        events,
        "one",
        event -> {
          if (event.id() == 1 && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("not today");
          }
          received.add(event);
        });

    publish(events, event(1, ONE));
    publish(events, event(2, ONE));
    publish(events, event(3, OTHER));

    assertThat(next(received, 3))
        .extracting(CommittedEvent::id)
        .containsSubsequence(1L, 2L)
        .contains(3L);
    assertThat(deadLetters.count()).isZero();
  }

  @Test
  void a_message_that_always_fails_is_given_up_and_those_behind_it_go_on() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    hand(
        events,
        "one",
        event -> {
          if (event.id() == 1) {
            throw new IllegalStateException("never", new ArithmeticException("deep down"));
          }
          received.add(event);
        });

    publish(events, event(1, ONE));
    publish(events, event(2, ONE));

    assertThat(next(received, 1)).extracting(CommittedEvent::id).containsExactly(2L);
    var kept = deadLetters.after(0, 10);
    assertThat(kept).hasSize(1);
    var letter = kept.getFirst().letter();
    assertThat(letter.subscriber()).isEqualTo("one");
    assertThat(letter.key()).isEqualTo(ONE.toString());
    assertThat(letter.message()).isEqualTo(CreditEventsInTests.REGISTRY.toMessage(event(1, ONE)));
    assertThat(letter.cause()).contains("never", "caused by", "deep down");
  }

  @Test
  void a_message_that_nobody_can_read_is_given_up_at_once() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    try (var stranger = cluster.producer()) {
      var unused = Await.result(stranger.send(new ProducerRecord<>(topic.name(), "no event")));
    }
    publish(events, event(2, ONE));
    hand(events, "one", received::add);

    assertThat(next(received, 1)).extracting(CommittedEvent::id).containsExactly(2L);
    var letter = awaitDeadLetter().letter();
    assertThat(letter.message()).isEqualTo("no event");
    assertThat(letter.key()).isEmpty();
    assertThat(letter.cause()).contains("not valid at character");
  }

  @Test
  void an_event_for_one_subscriber_comes_to_no_other() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var others = new LinkedBlockingQueue<CommittedEvent>();
    hand(events, "one", received::add);
    hand(events, "other", others::add);

    var again = forOne(event(1, ONE), "one");
    assertThat(events.send(again)).isEqualTo(Settlement.delivered(again));
    publish(events, event(2, ONE));

    assertThat(next(received, 2)).extracting(CommittedEvent::id).containsExactly(1L, 2L);
    assertThat(next(others, 1)).extracting(CommittedEvent::id).containsExactly(2L);
  }

  @Test
  void a_store_that_is_away_is_waited_for_however_long_it_takes() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var away = new AtomicInteger(20);
    hand(
        events,
        "one",
        event -> {
          if (away.getAndDecrement() > 0) {
            throw new StoreUnavailable(new SQLException("away"));
          }
          received.add(event);
        });

    publish(events, event(1, ONE));

    assertThat(next(received, 1)).hasSize(1);
    assertThat(deadLetters.count()).isZero();
  }

  @Test
  void another_process_takes_over_what_one_leaves_undone() throws Exception {
    var events = opened(KafkaEvents.open(cluster, topics, CreditEventsInTests.REGISTRY));
    var stuck = new LinkedBlockingQueue<CommittedEvent>();
    var first =
        events.handTo(
            handling(
                "one",
                event -> {
                  stuck.add(event);
                  throw new StoreUnavailable(new SQLException("away"));
                }),
            deadLetters);
    var ids = publish(events, 1, 20);
    assertThat(next(stuck, 1)).hasSize(1);
    hand(events, "one", received::add);
    first.close();

    assertThat(next(received, 20))
        .extracting(CommittedEvent::id)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void while_the_broker_is_away_events_wait_in_the_outbox_and_follow_in_order_afterwards(
      @TempDir Path ownFolder) throws Exception {
    try (var own = EmbeddedKafka.start(ownFolder)) {
      var events =
          opened(
              KafkaEvents.open(
                  new KafkaCluster(own.bootstrapServers(), Map.of()),
                  topics,
                  CreditEventsInTests.REGISTRY));
      var outbox = new WaitingOutbox();
      var relay = opened(new OutboxRelay(outbox, events));
      relay.start();
      hand(events, "one", received::add);
      outbox.commit(event(1, ONE));
      assertThat(next(received, 1)).hasSize(1);

      own.stop();
      LongStream.rangeClosed(2, 50)
          .forEach(id -> outbox.commit(event(id, id % 2 == 0 ? ONE : OTHER)));
      relay.wake();
      assertThat(outbox.settled(1)).containsExactly(1L);
      assertThat(outbox.failed(1)).containsAnyOf(2L, 3L);
      own.start();

      assertThat(outbox.settled(49)).hasSize(49);
      var first = new ArrayList<CommittedEvent>();
      while (first.size() < 49) {
        Stream.of(next(received, 1).getFirst())
            .filter(event -> !first.contains(event))
            .forEach(first::add);
      }
      assertThat(first)
          .filteredOn(e -> e.stream().equals(ONE.stream()))
          .isSortedAccordingTo(byId());
      assertThat(first)
          .filteredOn(e -> e.stream().equals(OTHER.stream()))
          .isSortedAccordingTo(byId());
    }
  }

  @Test
  void the_topic_is_made_as_it_is_asked_for() throws Exception {
    topic.prepare(cluster);

    try (var admin = cluster.admin()) {
      var made = Await.result(admin.describeTopics(List.of(topic.name())).allTopicNames());
      assertThat(made.values().iterator().next().partitions()).hasSize(4);
    }
    topic.prepare(cluster);
    assertThatThrownBy(() -> new EventTopic(topic.name(), 4, Duration.ofDays(8)).prepare(cluster))
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining("retention.ms");
  }

  @ParameterizedTest
  @CsvSource({
    "cleanup.policy, compact",
    "min.insync.replicas, 2",
    "retention.ms, 1000",
    "retention.bytes, 1000000"
  })
  void a_topic_that_would_lose_events_is_refused(String setting, String value) throws Exception {
    try (Admin admin = cluster.admin()) {
      var bad =
          new NewTopic(topic.name(), Optional.of(1), Optional.empty())
              .configs(Map.of(setting, value));
      var unused = Await.result(admin.createTopics(List.of(bad)).all());
    }

    assertThatThrownBy(() -> topic.prepare(cluster))
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining(setting);
  }

  @Test
  void properties_of_no_use_are_told_with_their_cause() {
    var odd = new KafkaCluster("127.0.0.1:1", Map.of("linger.ms", "soon"));

    assertThatThrownBy(odd::producer)
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining("linger.ms");
  }

  @Test
  void a_broker_that_can_not_be_reached_is_named() {
    var hasty = Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400");
    var nobody = new KafkaCluster("127.0.0.1:1", hasty);

    assertThatThrownBy(() -> topic.prepare(nobody))
        .isInstanceOf(UnusableTopic.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void properties_that_would_cost_order_or_events_are_told() {
    var daring =
        new KafkaCluster(
            "localhost:9092",
            Map.of("acks", "1", "sasl.mechanism", "PLAIN", "enable.auto.commit", "true"));

    assertThat(daring.misplaced()).containsExactly("acks", "enable.auto.commit");
    assertThat(daring).hasToString("localhost:9092");
  }

  private static Comparator<CommittedEvent> byId() {
    return Comparator.comparingLong(CommittedEvent::id);
  }

  private <T extends AutoCloseable> T opened(T opened) {
    open.add(opened);
    return opened;
  }

  private void hand(KafkaEvents events, String name, EventSubscriber subscriber) {
    var unused = opened(events.handTo(handling(name, subscriber), deadLetters));
  }

  private Handling handling(String name, EventSubscriber subscriber) {
    var soon = new RetryPolicy(4, Duration.ofMillis(5), Duration.ofMillis(20));
    return new Handling(
        new NamedSubscriber(name, subscriber), CreditEventsInTests.REGISTRY, CLOCK, soon);
  }

  private static void publish(KafkaEvents events, CommittedEvent event) {
    var entry = forAll(event);
    assertThat(events.send(entry)).isEqualTo(Settlement.delivered(entry));
  }

  /** Of two requests in turn. */
  private static List<Long> publish(KafkaEvents events, long first, long last) {
    var ids = LongStream.rangeClosed(first, last).boxed().toList();
    ids.forEach(id -> publish(events, event(id, id % 2 == 0 ? ONE : OTHER)));
    return ids;
  }

  private static List<CommittedEvent> next(BlockingQueue<CommittedEvent> queue, int count)
      throws InterruptedException {
    var came = new ArrayList<CommittedEvent>();
    while (came.size() < count) {
      came.add(Await.next(queue));
    }
    return came;
  }

  private DeadLetters.Kept awaitDeadLetter() {
    Await.until("a dead letter", () -> deadLetters.count() > 0);
    return deadLetters.after(0, 1).getFirst();
  }
}
