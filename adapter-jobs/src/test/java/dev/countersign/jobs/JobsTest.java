package dev.countersign.jobs;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.Sweep;
import dev.countersign.application.credit.request.WatchDeadlines;
import dev.countersign.application.event.Outbox.Settlement;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.persistence.account.JdbiAccountStore;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.SequentialIds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs on a real database, by JobRunr's own time: everything here was due long ago. */
class JobsTest {
  private static final Instant LONG_AGO = Instant.parse("2026-03-02T10:00:00Z");

  private final MutableClock clock = MutableClock.at(LONG_AGO);
  private final SequentialIds ids = new SequentialIds();
  private final String url = TestNode.freshDatabase();

  @Test
  void a_stage_is_reminded_escalated_and_expires_once_each_on_three_nodes_with_restarts() {
    var nodes = new ArrayDeque<TestNode>();
    try {
      for (int i = 0; i < 3; i++) {
        nodes.add(TestNode.on(url, clock));
      }
      var story = aStageIsOpen(nodes.getFirst());
      Alarms everywhere =
          (stream, purpose, at) -> {
            moveTo(at);
            nodes.forEach(node -> node.jobs().alarms().set(stream, purpose, at));
            nodes.removeFirst().close();
            nodes.addLast(TestNode.on(url, clock));
          };

      Await.until(
          "the request expires",
          () -> {
            var node = nodes.getLast();
            deliver(node, new WatchDeadlines(node.database().requestViews(), everywhere));
            return status(node, story.id()) == Status.EXPIRED;
          });

      assertThat(doneByTime(nodes.getLast(), story.id()))
          .containsExactly("stage-reminded", "stage-escalated", "expired");
    } finally {
      nodes.forEach(TestNode::close);
    }
  }

  @Test
  void if_no_alarm_rings_the_sweep_does_each_once_whichever_node_has_its_turn() {
    try (var one = TestNode.on(url, clock);
        var other = TestNode.on(url, clock, sweeping(one))) {
      var story = aStageIsOpen(one);

      Await.until(
          "the request expires",
          () -> {
            one.database().requestViews().due(story.id()).ifPresent(due -> moveTo(due.at()));
            return status(other, story.id()) == Status.EXPIRED;
          });

      assertThat(doneByTime(one, story.id()))
          .containsExactly("stage-reminded", "stage-escalated", "expired");
    }
  }

  /** A sweep by two nodes at the same time. */
  private RecurringJob sweeping(TestNode node) {
    var sweep =
        new Sweep(
            node.database().overdueRequests(),
            proposal -> new AnalyseCreditRequest.NotDue(),
            node.passDeadline(),
            clock);
    return new RecurringJob(
        "sweep",
        "PT5S",
        () -> {
          var swept =
              Stream.generate(() -> sweep)
                  .limit(2)
                  .parallel()
                  .map(Sweep::run)
                  .flatMap(each -> each.failures().stream())
                  .toList();
          assertThat(swept).isEmpty();
        });
  }

  @Test
  void an_alarm_outlives_the_node_that_set_it_and_is_kept_once() throws SQLException {
    var at = Instant.parse("2199-01-01T00:00:00Z");
    var stream = new CreditRequestId(ids.next(LONG_AGO)).stream();
    try (var one = TestNode.on(url, clock)) {
      one.jobs().alarms().set(stream, "REMIND", at);
      one.jobs().alarms().set(stream, "REMIND", at);
    }
    try (var other = TestNode.on(url, clock)) {
      other.jobs().alarms().set(stream, "REMIND", at);
    }

    assertThat(TestNode.ask(url, "select state from jobs.jobrunr_jobs"))
        .containsExactly("SCHEDULED");
  }

  @Test
  void an_alarm_that_rings_too_early_or_for_nobody_does_nothing() throws SQLException {
    try (var node = TestNode.on(url, clock)) {
      var story = aStageIsOpen(node);
      var before = status(node, story.id());
      var due = story.as(Waiting.class).due();
      node.jobs().alarms().set(story.id().stream(), due.step().name(), due.at());
      node.jobs()
          .alarms()
          .set(new CreditRequestId(ids.next(LONG_AGO)).stream(), "EXPIRE", LONG_AGO);

      Await.until("both alarms have fired", () -> count("SUCCEEDED") == 2);

      assertThat(status(node, story.id())).isEqualTo(before);
      assertThat(doneByTime(node, story.id())).isEmpty();
    }
  }

  @Test
  void work_goes_on_when_the_database_was_away() throws SQLException {
    var turns = new AtomicInteger();
    var job = new RecurringJob("count", "PT5S", turns::incrementAndGet);
    try (var node = TestNode.on(url, clock, job)) {
      Await.until("the job is done", () -> turns.get() > 0);

      var name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
      var elsewhere = url.replace("/" + name, "/postgres");
      var unused =
          TestNode.ask(elsewhere, "alter database \"%s\" allow_connections false".formatted(name));
      unused =
          TestNode.ask(
              elsewhere,
              "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                  .formatted(name));
      Await.until("jobs have stopped for good", () -> !node.jobs().isWorking());
      unused =
          TestNode.ask(elsewhere, "alter database \"%s\" allow_connections true".formatted(name));

      Await.until("jobs are done again", node.jobs()::isWorking);
      int before = turns.get();
      Await.until("the job is done again", () -> turns.get() > before);
    }
  }

  @Test
  void the_tables_of_jobs_belong_to_the_owner_and_stand_apart() throws SQLException {
    try (var node = TestNode.on(url, clock)) {
      assertThat(node.jobs().isWorking()).isTrue();
    }

    assertThat(
            TestNode.ask(
                url, "select distinct schemaname from pg_tables where tablename ~ 'jobrunr'"))
        .containsExactly("jobs");
    assertThat(
            TestNode.ask(
                url,
                "select tablename from pg_tables where schemaname = 'jobs'"
                    + " and tableowner = 'countersign_application'"))
        .isEmpty();
  }

  private RequestStory aStageIsOpen(TestNode node) {
    var unused = PolicyInForce.put(node.database().policies(), StandardPolicy.get(), LONG_AGO);
    var people =
        People.strangers(ids, LONG_AGO)
            .registeredIn(node.database().transactions(JdbiAccountStore::new), LONG_AGO);
    return aRequest()
        .of("60000.00")
        .by(people.ada())
        .identifiedBy(ids)
        .at(LONG_AGO)
        .analysed()
        .savedIn(node.database().transactions(node.database()::creditStore));
  }

  private void moveTo(Instant at) {
    var ahead = Duration.between(clock.instant(), at);
    if (ahead.isPositive()) {
      clock.advance(ahead);
    }
  }

  private static void deliver(TestNode node, WatchDeadlines watch) {
    var batch =
        node.database().outbox(CreditEventsInTests.REGISTRY).lease(10, Duration.ofMinutes(1));
    batch.forEach(delivery -> watch.on(delivery.event()));
    node.database()
        .outbox(CreditEventsInTests.REGISTRY)
        .settle(batch.stream().map(Settlement::delivered).toList());
  }

  private static List<String> doneByTime(TestNode node, CreditRequestId request) {
    return node.database().requestViews().history(request).stream()
        .filter(entry -> entry.actor().equals("deadline"))
        .map(HistoryEntry::type)
        .toList();
  }

  private static Status status(TestNode node, CreditRequestId request) {
    return node.database().requestViews().find(request).map(RequestView::status).orElseThrow();
  }

  private int count(String state) {
    try {
      return TestNode.ask(url, "select id from jobs.jobrunr_jobs where state = '" + state + "'")
          .size();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
