package dev.countersign.persistence.credit.request;

import static dev.countersign.testkit.RequestStory.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.application.audit.Origin;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.persistence.TestDatabase;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.testkit.People;
import dev.countersign.testkit.PolicyInForce;
import dev.countersign.testkit.RequestStory;
import dev.countersign.testkit.WholeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node remembers never outweighs what another node has done since. */
class RequestCacheTest {
  private static final TestDatabase TEST = TestDatabase.fresh();
  private static final TestDatabase OTHER = TEST.anotherNode();
  private static final UuidV7Ids IDS = new UuidV7Ids();

  private static final Instant NEXT_DAY = Instant.parse("2026-06-02T10:00:00Z");
  private static final People PEOPLE = People.strangers(IDS, NEXT_DAY);

  @AfterAll
  static void close() {
    OTHER.close();
    TEST.close();
  }

  @BeforeAll
  static void register() {
    var now = NEXT_DAY;
    var published = PolicyInForce.put(TEST.database().policies(), StandardPolicy.get(), now);
    assertThat(published.policy()).isEqualTo(StandardPolicy.get());
    assertThat(PEOPLE.registeredIn(TEST.transactions(), now).all()).hasSize(5);
  }

  @Test
  void what_a_transaction_answers_was_read() {
    var story = submittedHereAndAnalysedElsewhere();

    assertThat(found(story.id()).revision().value()).isEqualTo(2);
  }

  @Test
  void what_a_transaction_complains_of_was_read() {
    var story = submittedHereAndAnalysedElsewhere();

    assertThatIllegalStateException()
        .isThrownBy(() ->
            TEST.transactions()
                .run(store -> {
                  int revision = find(store, story.id()).revision().value();
                  throw new IllegalStateException("at revision " + revision);
                }))
        .withMessage("at revision 2");
  }

  @Test
  void a_move_made_from_memory_that_is_out_of_date_is_made_again_from_a_reading() {
    var story = submittedHereAndAnalysedElsewhere();

    assertThat(revisionsSeenWhileWithdrawing(story)).containsExactly(1, 2);
    assertThat(found(story.id())).isInstanceOf(CreditRequest.Withdrawn.class);
  }

  @Test
  void a_move_made_from_memory_that_holds_is_made_once() {
    var story = submitted();

    assertThat(revisionsSeenWhileWithdrawing(story)).containsExactly(1);
  }

  @Test
  void only_so_many_are_remembered_and_none_that_is_closed() {
    var memory = new RequestCache();
    var closed = draft().submitted().withdrawn();
    memory.keep(closed.request());
    assertThat(memory.take(closed.id())).isEmpty();

    var kept =
        Stream.generate(() -> draft().submitted().request())
            .limit(1_001)
            .peek(memory::keep)
            .toList();

    assertThat(memory.take(kept.getFirst().dossier().id())).isEmpty();
    assertThat(memory.take(kept.getLast().dossier().id())).contains(kept.getLast());
    memory.forget();
    assertThat(memory.take(kept.get(500).dossier().id())).isEmpty();
  }

  private static RequestStory.Draft draft() {
    return aRequest().by(PEOPLE.ada()).identifiedBy(IDS);
  }

  private static RequestStory submitted() {
    return draft().submitted().savedIn(TEST.transactions());
  }

  private static RequestStory submittedHereAndAnalysedElsewhere() {
    var story = submitted();
    OTHER.transactions().run(story.analysed().steps().getLast()::saveIn);
    return story;
  }

  private static List<Integer> revisionsSeenWhileWithdrawing(RequestStory story) {
    var seen = new ArrayList<Integer>();
    TEST.transactions()
        .run(store -> {
          var request = (CreditRequest.Open) find(store, story.id());
          seen.add(request.revision().value());
          store.requests().save(request.withdraw(NEXT_DAY), Origin.INTERNAL);
        });
    return seen;
  }

  private static CreditRequest found(CreditRequestId id) {
    return TEST.transactions().inTransaction(store -> find(store, id));
  }

  private static CreditRequest find(WholeStore store, CreditRequestId id) {
    return store.requests().find(id).orElseThrow();
  }
}
