package dev.countersign.persistence.event;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.event.StreamId;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only several nodes on one database can show; the rest is in the contract of the outbox. */
class JdbiOutboxTest {
  private static final TestDatabase TEST = TestDatabase.fresh();
  private static final TestDatabase OTHER = TEST.anotherNode();
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final UuidV7Ids IDS = new UuidV7Ids();

  private final People people = People.strangers(IDS, TEST.clock().instant());

  @AfterAll
  static void close() {
    OTHER.close();
    TEST.close();
  }

  @BeforeEach
  void register() throws Exception {
    int unused = TEST.asOwner("delete from outbox");
    var now = TEST.clock().instant();
    var published = PolicyInForce.put(TEST.database().policies(), StandardPolicy.get(), now);
    var registered = people.registeredIn(TEST.transactions(), now);
    assertThat(published.policy()).isEqualTo(StandardPolicy.get());
    assertThat(registered.all()).hasSize(5);
  }

  @Test
  void an_event_that_commits_after_a_later_one_is_not_lost() throws Exception {
    try (var late = TEST.ownersConnection();
        var statement = late.createStatement()) {
      late.setAutoCommit(false);
      int unused =
          statement.executeUpdate(
              """
              with c as (
                insert into change (stream_type, stream_id, version, at, task, events)
                values ('credit-request', gen_random_uuid(), 1, now(), 'DEADLINE', '{"{\\"type\\":\\"expired\\"}"}')
                returning stream_type, stream_id, version, id)
              insert into outbox (event_id, stream_type, stream_id, version)
              select id, stream_type, stream_id, version from c
              """);
      var early = submitted();
      assertThat(leased(TEST))
          .extracting(CommittedEvent::stream)
          .containsExactly(early.id().stream());
      late.commit();
    }

    assertThat(leased(OTHER))
        .extracting(CommittedEvent::event)
        .containsExactly(new CreditRequestEvent.Expired());
  }

  @Test
  void what_one_node_has_the_other_leaves_alone_with_all_that_follows_from_it() {
    var story = submitted();

    var first = TEST.database().outbox(CreditEventsInTests.REGISTRY).lease(1, LEASE);
    saveLast(story.analysed());

    assertThat(first).hasSize(1);
    assertThat(leased(OTHER)).isEmpty();
    TEST.database().outbox(CreditEventsInTests.REGISTRY).settle(delivered(first));
    assertThat(leased(OTHER)).extracting(CommittedEvent::version).containsExactly(2, 2);
  }

  @Test
  void a_node_that_comes_back_after_its_lease_strikes_nothing_off() {
    var unused = submitted();
    var slow = TEST.database().outbox(CreditEventsInTests.REGISTRY).lease(10, LEASE);

    OTHER.clock().advance(LEASE);
    var quick = OTHER.database().outbox(CreditEventsInTests.REGISTRY).lease(10, LEASE);
    TEST.database().outbox(CreditEventsInTests.REGISTRY).settle(delivered(slow));

    assertThat(quick).extracting(Entry::event).isEqualTo(slow.stream().map(Entry::event).toList());
    assertThat(TEST.database().outbox(CreditEventsInTests.REGISTRY).lag().waiting()).isEqualTo(1);
    OTHER.database().outbox(CreditEventsInTests.REGISTRY).settle(delivered(quick));
    assertThat(TEST.database().outbox(CreditEventsInTests.REGISTRY).lag().waiting()).isZero();
  }

  @Test
  void two_nodes_deliver_everything_once_and_in_order_while_requests_come_in() throws Exception {
    var delivered = new ConcurrentLinkedQueue<CommittedEvent>();
    var done = new AtomicBoolean();
    var streams = new HashSet<StreamId>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(() -> deliver(TEST, delivered, done));
      var two = threads.submit(() -> deliver(OTHER, delivered, done));
      for (int i = 0; i < 50; i++) {
        var story = draft().analysed().approvedBy(people.ana()).approvedBy(people.max());
        streams.add(story.savedIn(TEST.transactions()).id().stream());
      }
      done.set(true);
      assertThat(Await.result(one) + Await.result(two)).isEqualTo(50 * 7);
    }

    var byStream =
        delivered.stream()
            .collect(
                Collectors.groupingBy(
                    CommittedEvent::stream,
                    Collectors.mapping(CommittedEvent::id, Collectors.toList())));
    assertThat(byStream.keySet()).isEqualTo(streams);
    assertThat(byStream.values())
        .allSatisfy(events -> assertThat(events).hasSize(7).isSorted().doesNotHaveDuplicates());
  }

  /** Delivers until nothing comes any more. */
  private static int deliver(
      TestDatabase node, Collection<CommittedEvent> delivered, AtomicBoolean done) {
    var outbox = node.database().outbox(CreditEventsInTests.REGISTRY);
    int count = 0;
    while (!done.get() || outbox.lag().waiting() > 0) {
      var leased = outbox.lease(5, LEASE);
      leased.forEach(entry -> delivered.add(entry.event()));
      outbox.settle(delivered(leased));
      count += leased.size();
    }
    return count;
  }

  private static List<Settlement> delivered(List<Entry> entries) {
    return entries.stream().map(Settlement::delivered).toList();
  }

  private RequestStory.Draft draft() {
    return aRequest().of("60000.00").by(people.ada()).identifiedBy(IDS);
  }

  private RequestStory submitted() {
    return draft().submitted().savedIn(TEST.transactions());
  }

  private static void saveLast(RequestStory story) {
    TEST.transactions().run(story.steps().getLast()::saveIn);
  }

  private static List<CommittedEvent> leased(TestDatabase node) {
    return node.database().outbox(CreditEventsInTests.REGISTRY).lease(100, LEASE).stream()
        .map(Entry::event)
        .toList();
  }
}
