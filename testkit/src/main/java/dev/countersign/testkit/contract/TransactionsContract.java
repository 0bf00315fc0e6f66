package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.account.Accounts.Addition;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.idempotency.IdempotencyStore.Free;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.request.ClaimOutcome;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequest.Open;
import dev.countersign.domain.credit.request.CreditRequest.Withdrawn;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.DecisionPeriod;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.testkit.Await;
import dev.countersign.testkit.People;
import dev.countersign.testkit.Person;
import dev.countersign.testkit.RequestStory.Step;
import dev.countersign.testkit.Situation;
import dev.countersign.testkit.WholeStore;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All or nothing, side by side, and repeated when two collide. */
public abstract class TransactionsContract extends PortContract {
  private static final Origin HERE = new Origin("192.0.2.1");

  @Test
  final void work_is_done_once_and_its_result_handed_on() {
    var runs = new AtomicInteger();

    int result = inTransaction(store -> runs.incrementAndGet());

    assertThat(result).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  final void what_was_done_is_there_when_the_call_returns() {
    var story = saved(Situation.SUBMITTED);

    assertThat(Threads.elsewhere(() -> found(story.id()))).isPresent();
  }

  @Test
  final void an_exception_undoes_everything_and_comes_out_as_it_is() {
    var request = story(Situation.SUBMITTED);
    var stranger = someoneWithoutAccount();
    var session = new Session(new SessionId(IDS.next(now)), people.ada().id(), now);
    var token = Hash.of(session.toString());
    var key = new IdempotencyKey(people.ada().id().toString(), "once", Hash.of("this"));
    var failure = new IllegalStateException("so that everything is undone");

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  request.steps().getFirst().saveIn(store);
                  assertThat(store.accounts().add(stranger.account(now))).isEqualTo(Addition.ADDED);
                  store.sessions().open(session, token, now.plusSeconds(60));
                  failOften(store, people.ada().username());
                  store.audit().record(entry("subject/" + session.id().value()));
                  assertThat(store.answers().begin(key)).isEqualTo(new Free());
                  store.answers().keep(key, new Answer(200, Map.of(), "{}"), now);
                  throw failure;
                }))
        .isSameAs(failure);

    on.transactions()
        .run(store -> {
          assertThat(store.requests().find(request.id())).isEmpty();
          assertThat(store.accounts().findByUsername(stranger.username())).isEmpty();
          assertThat(store.sessions().find(token)).isEmpty();
          assertThat(store.logins().tried(people.ada().username(), HERE, now)).isEmpty();
          assertThat(store.answers().begin(key)).isEqualTo(new Free());
        });
    assertThat(on.liveSessions().find(session.id())).isEmpty();
    assertThat(auditOf("subject/" + session.id().value())).isEmpty();
    assertThat(auditOf("credit-request/" + request.id())).isEmpty();
    assertThat(on.views().history(request.id())).isEmpty();
  }

  @Test
  final void an_error_undoes_everything_too() {
    var request = story(Situation.SUBMITTED);

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  request.steps().getFirst().saveIn(store);
                  throw new AssertionError("not an exception");
                }))
        .isInstanceOf(AssertionError.class);

    assertThat(found(request.id())).isEmpty();
  }

  @Test
  final void an_exception_is_no_reason_to_repeat() {
    var runs = new AtomicInteger();

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  final void nobody_sees_what_is_not_committed() {
    var story = story(Situation.SUBMITTED);

    on.transactions()
        .run(store -> {
          story.steps().getFirst().saveIn(store);

          assertThat(store.requests().find(story.id())).isPresent();
          assertThat(Threads.elsewhere(() -> found(story.id()))).isEmpty();
          assertThat(Threads.elsewhere(() -> on.views().find(story.id()))).isEmpty();
        });

    assertThat(found(story.id())).isPresent();
  }

  @Test
  final void a_call_within_a_call_takes_part_in_its_transaction() {
    var story = story(Situation.AT_FIRST_STAGE);

    on.transactions()
        .run(store -> {
          story.steps().getFirst().saveIn(store);
          on.transactions().run(story.steps().get(1)::saveIn);

          assertThat(store.requests().find(story.id())).contains(story.request());
          assertThat(Threads.elsewhere(() -> found(story.id()))).isEmpty();
        });

    assertThat(found(story.id())).contains(story.request());
  }

  @Test
  final void a_call_within_a_call_takes_part_whatever_store_either_is_handed() {
    var stranger = someoneWithoutAccount();
    var failure = new IllegalStateException("so that both are undone");

    on.accounts()
        .run(accounts -> {
          assertThat(accounts.accounts().add(stranger.account(now))).isEqualTo(Addition.ADDED);
          on.transactions()
              .run(whole ->
                  assertThat(whole.accounts().findByUsername(stranger.username())).isPresent());
        });
    assertThatThrownBy(() ->
            on.transactions()
                .run(whole -> {
                  on.accounts().run(accounts -> accounts.audit().record(entry("subject/nested")));
                  throw failure;
                }))
        .isSameAs(failure);

    assertThat(Threads.elsewhere(() -> auditOf("subject/nested"))).isEmpty();
  }

  @Test
  final void a_call_within_a_call_is_undone_with_it() {
    var story = story(Situation.SUBMITTED);

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  on.transactions().run(story.steps().getFirst()::saveIn);
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(found(story.id())).isEmpty();
  }

  @Test
  final void the_thread_is_free_for_another_transaction_after_a_failed_one() {
    var story = story(Situation.SUBMITTED);
    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    exists(story);

    assertThat(Threads.elsewhere(() -> found(story.id()))).isPresent();
  }

  @Test
  final void a_stale_revision_repeats_the_whole_work_and_nothing_stays_of_the_first_try() {
    var runs = new AtomicInteger();
    var subject = "subject/" + IDS.next(now);

    on.transactions()
        .run(store -> {
          store.audit().record(entry(subject));
          if (runs.incrementAndGet() < 3) {
            throw new StaleRevision("a request");
          }
        });

    assertThat(runs).hasValue(3);
    assertThat(auditOf(subject)).hasSize(1);
  }

  @Test
  final void a_stale_revision_within_a_call_repeats_the_outermost_work() {
    var outer = new AtomicInteger();
    var inner = new AtomicInteger();

    on.transactions()
        .run(store -> {
          outer.incrementAndGet();
          on.transactions()
              .run(nested -> {
                if (inner.incrementAndGet() == 1) {
                  throw new StaleRevision("a request");
                }
              });
        });

    assertThat(outer).hasValue(2);
    assertThat(inner).hasValue(2);
  }

  @Test
  final void a_revision_that_stays_stale_is_told_in_the_end() {
    var runs = new AtomicInteger();

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  runs.incrementAndGet();
                  throw new StaleRevision("a request");
                }))
        .isInstanceOf(StaleRevision.class);
    assertThat(runs.get()).isBetween(3, 10);
  }

  @Test
  final void a_move_that_was_overtaken_is_made_anew_from_what_is_there_now() {
    var story = saved(Situation.AT_FIRST_STAGE);
    var tries = new AtomicInteger();

    on.transactions()
        .run(store -> {
          var read = store.requests().find(story.id()).orElseThrow();
          if (tries.incrementAndGet() == 1) {
            Threads.elsewhere(() -> claim(story.claimedBy(people.ana()).steps().getLast()));
          }
          store.requests().save(((Open) read).withdraw(now.plusSeconds(600)), HERE);
        });

    assertThat(tries).hasValue(2);
    assertThat(found(story.id()))
        .hasValueSatisfying(request -> {
          assertThat(request).isInstanceOf(Withdrawn.class);
          assertThat(request.revision()).isEqualTo(new Revision(4));
        });
  }

  private void claim(Step step) {
    on.transactions().run(step::saveIn);
  }

  @Test
  final void of_many_moves_at_once_none_is_lost_and_none_is_made_twice() {
    var story = saved(Situation.AT_FIRST_STAGE);

    var moved = Threads.atOnce(12, number -> holdOrGiveBack(story.id()));

    long moves = moved.stream().filter(done -> done).count();
    assertThat(moves).isPositive();
    assertThat(found(story.id()))
        .hasValueSatisfying(request ->
            assertThat(request.revision().value())
                .isEqualTo(story.request().revision().value() + (int) moves));
    assertThat(on.views().history(story.id())).hasSize(3 + (int) moves);
  }

  /** Whether it was done; so many at once may be too many to repeat. */
  private boolean holdOrGiveBack(CreditRequestId id) {
    try {
      on.transactions()
          .run(store -> {
            var request = (InApproval) store.requests().find(id).orElseThrow();
            var ana = people.ana().staff();
            var running = (DecisionPeriod.Running) request.decisionPeriod(on.policies(), now);
            var claim =
                request.open().holder().isPresent() ? running.release(ana) : running.claim(ana);
            store.requests().save(((ClaimOutcome.Passed) claim).change(), HERE);
          });
      return true;
    } catch (StaleRevision e) {
      return false;
    }
  }

  @Test
  final void two_that_wait_for_each_other_are_parted_and_both_get_done() {
    var runs = new AtomicInteger();
    var bothHoldOne = new CountDownLatch(2);

    var audited = "subject/" + IDS.next(now);
    var unused =
        Threads.atOnce(
            2,
            number -> {
              on.transactions()
                  .run(store -> {
                    runs.incrementAndGet();
                    hold(store, number == 0);
                    bothHoldOne.countDown();
                    Await.open(bothHoldOne);
                    hold(store, number != 0);
                    store.audit().record(entry(audited));
                  });
              return true;
            });

    assertThat(runs.get()).isGreaterThan(2);
    assertThat(auditOf(audited)).hasSize(2);
  }

  private void hold(WholeStore store, boolean first) {
    var person = first ? people.ana() : people.max();
    store.accounts().save(store.accounts().find(person.id()).orElseThrow());
  }

  private Person someoneWithoutAccount() {
    return People.strangers(IDS, now).ada();
  }

  /** Until there is a pause. */
  private void failOften(WholeStore store, String username) {
    for (int i = 0; i < 10; i++) {
      var unused = store.logins().tried(username, HERE, now);
    }
    assertThat(store.logins().tried(username, HERE, now)).isPresent();
  }

  private AuditEntry entry(String subject) {
    return new AuditEntry(now, "anonymous", "test", subject, HERE, Map.of());
  }
}
