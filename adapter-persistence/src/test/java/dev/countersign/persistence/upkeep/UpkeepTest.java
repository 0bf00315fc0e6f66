package dev.countersign.persistence.upkeep;

import static dev.countersign.testkit.RequestStory.aRequest;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.analysis.StoredAnalyses.Place;
import dev.countersign.application.credit.analysis.StoredAnalyses.Stored;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.upkeep.Retention.Kind;
import dev.countersign.application.webhook.Delivery;
import dev.countersign.application.webhook.Delivery.State;
import dev.countersign.application.webhook.Webhook;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest.Waiting;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.People;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.WholeStore;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What upkeep finds in the rows of requests in every situation. */
class UpkeepTest {
  private final TestDatabase test = TestDatabase.fresh();
  private final UuidV7Ids ids = new UuidV7Ids();
  private final Instant now = test.clock().instant();
  private final Map<Situation, RequestStory> stories = new EnumMap<>(Situation.class);
  private People people;

  @BeforeEach
  void bringRequestsIntoEverySituation() {
    var transactions = test.transactions();
    var unused = PolicyInForce.put(test.database().policies(), StandardPolicy.get(), now);
    people = People.strangers(ids, now).registeredIn(transactions, now);
    for (var situation : Situation.values()) {
      stories.put(
          situation,
          situation.of(aRequest().identifiedBy(ids).at(now), people).savedIn(transactions));
    }
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void a_proposal_that_came_long_ago_and_was_not_analysed_is_found() {
    var waiting =
        stories.values().stream()
            .filter(story -> story.request().status() == Status.SUBMITTED)
            .toList();

    var found = test.database().overdueRequests().notAnalysed(now.plus(Duration.ofDays(60)), 100);

    assertThat(waiting).hasSize(2);
    assertThat(found)
        .containsExactlyElementsOf(
            waiting.stream()
                .map(story ->
                    new AnalyseCreditRequest.Command(
                        story.id(), story.request().progress().proposed()))
                .toList());
  }

  @Test
  void a_proposal_is_no_older_than_the_answer_that_brought_it() {
    var found = test.database().overdueRequests().notAnalysed(now, 100);

    assertThat(found)
        .extracting(AnalyseCreditRequest.Command::request)
        .containsExactly(story(Situation.SUBMITTED).id());
  }

  @Test
  void what_is_due_is_found_the_longest_overdue_first() {
    var due =
        stories.values().stream()
            .filter(story -> story.request() instanceof Waiting)
            .sorted(
                Comparator.<RequestStory, Instant>comparing(
                        story -> story.as(Waiting.class).due().at())
                    .thenComparing(story -> story.id().toString()))
            .map(RequestStory::id)
            .toList();
    var overdue = test.database().overdueRequests();

    assertThat(overdue.due(now.plus(Duration.ofDays(365)), 100)).containsExactlyElementsOf(due);
    assertThat(overdue.due(now.plus(Duration.ofDays(365)), 3))
        .containsExactlyElementsOf(due.subList(0, 3));
    assertThat(overdue.due(now, 100)).isEmpty();
  }

  @Test
  void what_is_due_at_that_instant_is_found_and_not_a_moment_before() {
    var first = story(Situation.AT_FIRST_STAGE);
    var at = first.as(Waiting.class).due().at();

    assertThat(test.database().overdueRequests().due(at, 100)).contains(first.id());
    assertThat(test.database().overdueRequests().due(at.minusNanos(1_000), 100))
        .doesNotContain(first.id());
  }

  @Test
  void analyses_are_found_as_they_were_stored_one_after_the_other() {
    var analyses = test.database().storedAnalyses();
    var granted = story(Situation.GRANTED);
    var record = granted.analysis();

    var all = analyses.after(Optional.empty(), 1_000);

    assertThat(all)
        .contains(
            new Stored(new Place(granted.id(), record.revision()), CanonicalJson.write(record)))
        .hasSize(
            (int)
                stories.values().stream()
                    .flatMap(story -> story.steps().stream())
                    .filter(step -> step.analysis().isPresent())
                    .count())
        .hasSize((int) analyses.count());
    assertThat(analyses.after(Optional.empty(), 5)).isEqualTo(all.subList(0, 5));
    assertThat(analyses.after(Optional.of(all.get(4).place()), 5)).isEqualTo(all.subList(5, 10));
    assertThat(analyses.after(Optional.of(all.getLast().place()), 5)).isEmpty();
  }

  @Test
  void the_place_that_was_reached_is_kept_for_every_node() {
    var analyses = test.database().storedAnalyses();
    var place = analyses.after(Optional.empty(), 1).getFirst().place();
    assertThat(analyses.reached()).isEmpty();
    assertThat(analyses.idleSince()).contains(now);

    analyses.reach(Optional.of(place), now.plusSeconds(60));
    try (var other = test.anotherNode()) {
      assertThat(other.database().storedAnalyses().reached()).contains(place);
      assertThat(other.database().storedAnalyses().idleSince()).contains(now.plusSeconds(60));
    }

    analyses.reach(Optional.empty(), now.plusSeconds(120));
    assertThat(analyses.reached()).isEmpty();
    assertThat(analyses.idleSince()).contains(now.plusSeconds(120));
  }

  @Test
  void what_is_of_no_more_use_is_dropped_kind_by_kind() throws SQLException {
    var transactions = test.transactions();
    transactions.run(store -> {
      for (var name : List.of("old", "new")) {
        var key = new IdempotencyKey("caller", name, Hash.of(name));
        var unused = store.answers().begin(key);
        var at = name.equals("old") ? now : now.plusSeconds(10);
        store.answers().keep(key, new Answer(204, Map.of(), ""), at);
        assertThat(store.logins().tried(name, new Origin("203.0.113.9"), at)).isEmpty();
      }
      var event =
          test.database()
              .outbox(CreditEventsInTests.REGISTRY)
              .lease(1, Duration.ofMinutes(1))
              .getFirst()
              .event();
      assertThat(store.processedEvents().markProcessed("old", event, now)).isTrue();
      assertThat(store.processedEvents().markProcessed("new", event, now.plusSeconds(10))).isTrue();
    });
    var ranOut = open(people.ada(), now.plusSeconds(5), "ran-out");
    var ended = open(people.ana(), now.plusSeconds(100), "ended");
    var live = open(people.max(), now.plusSeconds(100), "live");
    transactions.run(store -> store.sessions().end(ended, now));
    transactions.run(this::tellWebhook);
    var leftovers = test.database().leftovers();

    assertThat(List.of(Kind.values()))
        .extracting(kind -> leftovers.drop(kind, now.plusSeconds(10), 1))
        .containsExactly(1, 1, 1, 1, 1);
    assertThat(List.of(Kind.values()))
        .extracting(kind -> leftovers.drop(kind, now.plusSeconds(10), 10))
        .containsExactly(0, 1, 1, 0, 0);

    assertThat(test.askAsOwner("select key from kept_answer")).containsExactly("new");
    assertThat(test.askAsOwner("select id from session"))
        .doesNotContain(ranOut.value().toString())
        .containsExactly(live.value().toString());
    assertThat(test.askAsOwner("select subscriber from processed_event")).containsExactly("new");
    assertThat(test.askAsOwner("select count(*) from failed_log_ins")).containsExactly("2");
    assertThat(test.askAsOwner("select event_id from webhook_delivery order by event_id"))
        .containsExactly("2", "3");
  }

  /** Of one event that was taken long ago, of one that waits since then, and of a new one. */
  private void tellWebhook(WholeStore store) {
    var secret = WebhookSecret.of(new byte[32]);
    var url = URI.create("https://hooks.example");
    var webhook = new Webhook(ids.next(now), url, Set.of(), true, secret, now);
    store.webhooks().add(webhook);
    store.deliveries().add(delivery(webhook, 1, State.DELIVERED, now));
    store.deliveries().add(delivery(webhook, 2, State.WAITING, now));
    store.deliveries().add(delivery(webhook, 3, State.DELIVERED, now.plusSeconds(10)));
  }

  private Delivery delivery(Webhook webhook, long event, State state, Instant at) {
    return new Delivery(
        ids.next(at), webhook.id(), event, "granted", "{}", state, 1, Optional.empty(), at);
  }

  private SessionId open(Person person, Instant expiresAt, String token) {
    var id = new SessionId(ids.next(now));
    test.transactions()
        .run(store ->
            store.sessions().open(new Session(id, person.id(), now), Hash.of(token), expiresAt));
    return id;
  }

  private RequestStory story(Situation situation) {
    return requireNonNull(stories.get(situation));
  }
}
