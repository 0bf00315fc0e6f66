package dev.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.account.Sessions.IssuedToken;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Log-ins: every token ever issued is known, works once, and ends with its session. */
public abstract class SessionsContract extends PortContract {
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  final void a_session_lives_from_its_first_token_on() {
    var session = opened(people.ada());

    assertThat(on.liveSessions().find(session.id())).isPresent();
    assertThat(found(first(session)))
        .contains(new IssuedToken(session, now.plus(WEEK), false, false));
  }

  @Test
  final void a_session_that_was_never_opened_is_not_live() {
    assertThat(on.liveSessions().find(new SessionId(IDS.next(now)))).isEmpty();
  }

  @Test
  final void many_who_ask_at_once_each_learn_of_their_own_session() {
    var live = Stream.generate(() -> opened(people.ada()).id()).limit(16).toList();
    var unknown = Stream.generate(() -> new SessionId(IDS.next(now))).limit(16).toList();

    var answers =
        Threads.atOnce(
            32,
            number ->
                on.liveSessions()
                    .find((number < 16 ? live : unknown).get(number % 16))
                    .isPresent());

    assertThat(answers.subList(0, 16)).containsOnly(true);
    assertThat(answers.subList(16, 32)).containsOnly(false);
  }

  @Test
  final void a_token_that_was_never_issued_is_not_found() {
    assertThat(found(Hash.of("guessed"))).isEmpty();
  }

  @Test
  final void a_session_is_live_only_once_it_is_committed() {
    var session = new Session(new SessionId(IDS.next(now)), people.ada().id(), now);

    on.transactions()
        .run(store -> {
          store.sessions().open(session, first(session), now.plus(WEEK));
          assertThat(Threads.elsewhere(() -> on.liveSessions().find(session.id()))).isEmpty();
        });

    assertThat(on.liveSessions().find(session.id())).isPresent();
  }

  @Test
  final void a_token_that_was_rotated_is_known_as_used_and_the_next_works() {
    var session = opened(people.ada());

    rotate(session, first(session), second(session), now.plusSeconds(60));

    assertThat(found(first(session)))
        .contains(new IssuedToken(session, now.plus(WEEK), true, false));
    assertThat(found(second(session)))
        .contains(new IssuedToken(session, now.plusSeconds(60).plus(WEEK), false, false));
    assertThat(on.liveSessions().find(session.id())).isPresent();
  }

  @Test
  final void a_session_ends_with_every_token_it_ever_had() {
    var session = opened(people.ada());
    rotate(session, first(session), second(session), now.plusSeconds(60));

    on.transactions().run(store -> store.sessions().end(session.id(), now.plusSeconds(90)));

    assertThat(on.liveSessions().find(session.id())).isEmpty();
    assertThat(found(first(session))).map(IssuedToken::ended).contains(true);
    assertThat(found(second(session))).map(IssuedToken::ended).contains(true);
  }

  @Test
  final void a_session_may_be_ended_twice_and_one_that_never_was_too() {
    var session = opened(people.ada());

    on.transactions()
        .run(store -> {
          store.sessions().end(session.id(), now);
          store.sessions().end(session.id(), now.plusSeconds(1));
          store.sessions().end(new SessionId(IDS.next(now)), now);
        });

    assertThat(on.liveSessions().find(session.id())).isEmpty();
  }

  @Test
  final void all_sessions_of_a_person_end_and_nobody_else_s() {
    var one = opened(people.ada());
    var two = opened(people.ada());
    var other = opened(people.ana());

    on.transactions().run(store -> store.sessions().endAllOf(people.ada().id(), now));

    assertThat(on.liveSessions().find(one.id())).isEmpty();
    assertThat(on.liveSessions().find(two.id())).isEmpty();
    assertThat(on.liveSessions().find(other.id())).isPresent();
    assertThat(found(first(one))).map(IssuedToken::ended).contains(true);
    assertThat(found(first(other))).map(IssuedToken::ended).contains(false);
  }

  @Test
  final void a_session_opened_after_all_were_ended_is_live() {
    on.transactions().run(store -> store.sessions().endAllOf(people.ada().id(), now));

    assertThat(on.liveSessions().find(opened(people.ada()).id())).isPresent();
  }

  @Test
  final void a_rollback_keeps_the_session_alive_and_the_token_unused() {
    var session = opened(people.ada());

    assertThatThrownBy(() ->
            on.transactions()
                .run(store -> {
                  store
                      .sessions()
                      .rotate(first(session), second(session), session.id(), now, now.plus(WEEK));
                  store.sessions().end(session.id(), now);
                  throw new IllegalStateException();
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(on.liveSessions().find(session.id())).isPresent();
    assertThat(found(first(session))).map(IssuedToken::used).contains(false);
    assertThat(found(second(session))).isEmpty();
  }

  @Test
  final void of_many_who_use_a_token_at_once_one_finds_it_unused() {
    var session = opened(people.ada());

    var wasUsed =
        Threads.atOnce(
            8,
            number ->
                inTransaction(store -> {
                  var token = store.sessions().find(first(session)).orElseThrow();
                  if (!token.used()) {
                    store
                        .sessions()
                        .rotate(first(session), second(session), session.id(), now, now.plus(WEEK));
                  }
                  return token.used();
                }));

    assertThat(wasUsed).containsOnlyOnce(false);
  }

  @Test
  final void a_persons_sessions_are_listed_and_all_but_one_end() {
    var kept = opened(people.ada());
    var other = opened(people.ada());
    var someoneElses = opened(people.max());
    assertThat(liveOf(people.ada())).contains(kept, other).doesNotContain(someoneElses);

    on.transactions().run(store -> store.sessions().endOthersOf(people.ada().id(), kept.id(), now));

    assertThat(liveOf(people.ada())).containsExactly(kept);
    assertThat(liveOf(people.max())).contains(someoneElses);
  }

  private List<Session> liveOf(Person person) {
    return inTransaction(store -> store.sessions().liveOf(person.id()));
  }

  @Test
  final void of_many_sessions_those_are_live_that_were_not_ended() {
    var ended = opened(people.ada());
    var open = opened(people.ada());
    on.transactions().run(store -> store.sessions().end(ended.id(), now));

    var live = on.liveSessions().live(Set.of(ended.id(), open.id(), new SessionId(IDS.next(now))));

    assertThat(live)
        .isEqualTo(
            Map.of(open.id(), new LiveSessions.Holder(people.ada().id(), people.ada().roles())));
    assertThat(on.liveSessions().live(Set.of())).isEmpty();
  }

  private Session opened(Person person) {
    var session = new Session(new SessionId(IDS.next(now)), person.id(), now);
    on.transactions().run(store -> store.sessions().open(session, first(session), now.plus(WEEK)));
    return session;
  }

  private void rotate(Session session, Hash used, Hash next, Instant at) {
    on.transactions()
        .run(store -> store.sessions().rotate(used, next, session.id(), at, at.plus(WEEK)));
  }

  private Optional<IssuedToken> found(Hash token) {
    return inTransaction(store -> store.sessions().find(token));
  }

  private static Hash first(Session session) {
    return Hash.of("first of " + session.id().value());
  }

  private static Hash second(Session session) {
    return Hash.of("second of " + session.id().value());
  }
}
