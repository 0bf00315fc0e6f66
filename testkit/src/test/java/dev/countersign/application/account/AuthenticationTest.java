package dev.countersign.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.application.Scene;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Authentication.Denied;
import dev.countersign.application.account.Authentication.LogIn;
import dev.countersign.application.account.Authentication.LoggedIn;
import dev.countersign.application.account.Authentication.Refresh;
import dev.countersign.application.account.Authentication.Refreshed;
import dev.countersign.application.account.Authentication.TryLater;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.party.Role;
import dev.countersign.testkit.FastPasswords;
import dev.countersign.testkit.GuessableTokens;
import dev.countersign.testkit.InitialRoles;
import dev.countersign.testkit.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
  private static final Origin FROM = new Origin("203.0.113.9");

  private final Scene scene = Scene.atNoon();
  private final List<SessionId> sessions = new CopyOnWriteArrayList<>();
  private final List<Instant> expiries = new CopyOnWriteArrayList<>();
  private final PasswordCount passwords = new PasswordCount();
  private final Authentication authentication =
      new Authentication(
          scene.system().database().transactions(store -> store),
          passwords,
          new RememberingTokens(),
          scene.system().ids(),
          scene.clock());
  private final String ada = scene.people().ada().username();

  @Test
  void the_right_password_opens_a_session() {
    var tokens = loggedIn(ada);

    assertThat(isLive(sessions.getFirst())).isTrue();
    assertThat(tokens.accessToken()).isNotEqualTo(tokens.refreshToken());
    assertThat(audited("login")).hasSize(1);
  }

  @Test
  void an_access_token_works_for_half_an_hour() {
    assertThat(loggedIn(ada).expiresIn()).isEqualTo(Duration.ofMinutes(30));

    assertThat(expiries).containsExactly(Scene.NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void a_name_is_known_whatever_the_case_of_its_letters() {
    assertThat(logIn(ada.toUpperCase(Locale.ROOT), Person.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void a_wrong_password_an_unknown_name_and_a_locked_account_get_the_same_answer() {
    lockOut(scene.people().max());

    assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());
    assertThat(logIn("nobody", Person.PASSWORD)).isEqualTo(new Denied());
    assertThat(logIn(scene.people().max().username(), Person.PASSWORD)).isEqualTo(new Denied());

    assertThat(sessions).isEmpty();
    assertThat(audited("login-failed"))
        .extracting(AuditEntry::details)
        .containsExactly(
            Map.of("username", scene.people().max().username()), Map.of(), Map.of("username", ada));
    assertThat(audited("login-failed")).extracting(AuditEntry::actor).containsOnly("anonymous");
  }

  @Test
  void every_attempt_costs_one_hash_whether_the_name_is_known_or_not() {
    lockOut(scene.people().max());

    for (var name : List.of(ada, "nobody", scene.people().max().username())) {
      passwords.hashes = 0;
      assertThat(logIn(name, "wrong")).isEqualTo(new Denied());
      assertThat(passwords.hashes).as(name).isEqualTo(1);
    }
  }

  @Test
  void whoever_fails_too_often_has_to_wait_even_with_the_right_password() {
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());
    }

    assertThat(logIn(ada, Person.PASSWORD)).isEqualTo(new TryLater(Duration.ofSeconds(15)));
    assertThat(logIn(ada.toUpperCase(Locale.ROOT), Person.PASSWORD)).isInstanceOf(TryLater.class);
    assertThat(logIn(scene.people().ana().username(), Person.PASSWORD))
        .isInstanceOf(LoggedIn.class);

    scene.clock().advance(Duration.ofSeconds(15));
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void a_name_that_nobody_has_is_slowed_down_just_the_same() {
    for (int i = 0; i < 5; i++) {
      assertThat(logIn("nobody", "wrong")).isEqualTo(new Denied());
    }

    assertThat(logIn("nobody", "wrong")).isEqualTo(new TryLater(Duration.ofSeconds(15)));
  }

  @Test
  void while_a_name_has_to_wait_no_password_is_hashed() {
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());
    }
    passwords.hashes = 0;

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(TryLater.class);

    assertThat(passwords.hashes).isZero();
  }

  @Test
  void a_success_forgives_the_failures_before_it() {
    for (int i = 0; i < 4; i++) {
      assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());
    }
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);

    for (int i = 0; i < 4; i++) {
      assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());
    }

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void whoever_is_locked_out_while_their_password_is_checked_stays_out() {
    passwords.meanwhile = () -> lockOut(scene.people().ada());

    assertThat(logIn(ada, Person.PASSWORD)).isEqualTo(new Denied());

    assertThat(sessions).isEmpty();
  }

  @Test
  void a_machine_too_busy_to_hash_counts_no_failure() {
    for (int i = 0; i < 20; i++) {
      passwords.meanwhile =
          () -> {
            throw new PasswordsBusy();
          };
      assertThatThrownBy(() -> logIn(ada, "wrong")).isInstanceOf(PasswordsBusy.class);
    }
    passwords.meanwhile = () -> {};

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void a_hash_from_before_the_cost_was_raised_lets_its_owner_in_and_is_made_anew() {
    var dearer = new FastPasswords(2);
    passwords.passwords = dearer;

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);

    assertThat(passwords.hashes).isEqualTo(2);
    assertThat(hashOf(scene.people().ada())).isEqualTo(dearer.hash(Person.PASSWORD));
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(passwords.hashes).isEqualTo(3);
  }

  @Test
  void a_wrong_password_makes_no_hash_anew() {
    var before = hashOf(scene.people().ada());
    passwords.passwords = new FastPasswords(2);

    assertThat(logIn(ada, "wrong")).isEqualTo(new Denied());

    assertThat(hashOf(scene.people().ada())).isEqualTo(before);
    assertThat(passwords.hashes).isEqualTo(1);
  }

  @Test
  void a_machine_too_busy_to_make_a_hash_anew_lets_its_owner_in_all_the_same() {
    passwords.passwords = new FastPasswords(2);
    passwords.meanwhile =
        () -> {
          if (passwords.hashes == 2) {
            throw new PasswordsBusy();
          }
        };

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);

    assertThat(passwords.hashes).isEqualTo(2);
    assertThat(hashOf(scene.people().ada())).isEqualTo(new FastPasswords(1).hash(Person.PASSWORD));
  }

  @Test
  void a_password_changed_while_its_hash_is_made_anew_stays_changed() {
    passwords.passwords = new FastPasswords(2);
    var other = new FastPasswords(2).hash("another one altogether");
    passwords.meanwhile =
        () -> {
          if (passwords.hashes == 2) {
            keepHash(scene.people().ada(), other);
          }
        };

    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);

    assertThat(hashOf(scene.people().ada())).isEqualTo(other);
  }

  @Test
  void a_refresh_token_is_exchanged_for_the_next_in_the_same_session() {
    var first = loggedIn(ada);

    var second = refreshed(first.refreshToken());
    var third = refreshed(second.refreshToken());

    assertThat(Set.of(first.refreshToken(), second.refreshToken(), third.refreshToken()))
        .hasSize(3);
    assertThat(sessions).hasSize(3).containsOnly(sessions.getFirst());
    assertThat(isLive(sessions.getFirst())).isTrue();
  }

  @Test
  void a_refresh_token_works_for_seven_days_and_each_has_its_own() {
    var first = loggedIn(ada);
    scene.clock().advance(Duration.ofDays(7).minusMillis(1));
    var second = refreshed(first.refreshToken());
    scene.clock().advance(Duration.ofDays(7).minusMillis(1));
    var third = refreshed(second.refreshToken());

    scene.clock().advance(Duration.ofDays(7));

    assertThat(refresh(third.refreshToken())).isEqualTo(new Denied());
  }

  @Test
  void a_session_ends_a_month_after_the_log_in_whatever_was_refreshed() {
    var tokens = loggedIn(ada);
    for (int day = 6; day < 30; day += 6) {
      scene.clock().advance(Duration.ofDays(6));
      tokens = refreshed(tokens.refreshToken());
    }
    scene.clock().advance(Duration.ofDays(6).minusMinutes(10));
    tokens = refreshed(tokens.refreshToken());
    assertThat(tokens.expiresIn()).isEqualTo(Duration.ofMinutes(10));

    scene.clock().advance(Duration.ofMinutes(10));

    assertThat(refresh(tokens.refreshToken())).isEqualTo(new Denied());
  }

  @Test
  void of_many_guesses_at_once_no_more_are_looked_at_than_one_after_the_other() throws Exception {
    var guesses =
        new ArrayList<Callable<LogIn>>(Collections.nCopies(60, () -> logIn(ada, "wrong")));

    try (var threads = Executors.newFixedThreadPool(60)) {
      var outcomes = threads.invokeAll(guesses).stream().map(Future::resultNow).toList();

      assertThat(outcomes).filteredOn(Denied.class::isInstance).hasSize(5);
      assertThat(outcomes).filteredOn(TryLater.class::isInstance).hasSize(55);
    }
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(TryLater.class);
  }

  @Test
  void a_refresh_token_used_twice_ends_its_session_for_everyone() {
    var first = loggedIn(ada);
    var other = loggedIn(ada);
    var second = refreshed(first.refreshToken());

    assertThat(refresh(first.refreshToken())).isEqualTo(new Denied());

    assertThat(isLive(sessions.getFirst())).isFalse();
    assertThat(refresh(second.refreshToken())).isEqualTo(new Denied());
    assertThat(audited("refresh-reused")).hasSize(1);
    assertThat(refresh(other.refreshToken())).isInstanceOf(Refreshed.class);
  }

  @Test
  void of_many_who_use_a_refresh_token_at_once_at_most_one_gets_the_next() throws Exception {
    var tokens = loggedIn(ada);

    try (var threads = Executors.newFixedThreadPool(8)) {
      var outcomes =
          threads.invokeAll(Collections.nCopies(8, () -> refresh(tokens.refreshToken()))).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).filteredOn(Refreshed.class::isInstance).hasSize(1);
    }
    assertThat(isLive(sessions.getFirst())).isFalse();
  }

  @Test
  void a_guessed_refresh_token_is_refused() {
    assertThat(refresh("guessed")).isEqualTo(new Denied());
  }

  @Test
  void refresh_tokens_are_kept_as_hashes_alone() {
    var tokens = loggedIn(ada);

    assertThat(refresh(Hash.of(tokens.refreshToken()).value())).isEqualTo(new Denied());
  }

  @Test
  void logging_out_ends_the_session_and_no_other() {
    var mine = loggedIn(ada);
    var elsewhere = loggedIn(ada);
    var session = sessions.getFirst();

    authentication.logOut(caller(session));

    assertThat(isLive(session)).isFalse();
    assertThat(refresh(mine.refreshToken())).isEqualTo(new Denied());
    assertThat(refresh(elsewhere.refreshToken())).isInstanceOf(Refreshed.class);
    assertThat(audited("logout"))
        .extracting(AuditEntry::actor)
        .containsExactly(scene.people().ada().id().toString());
  }

  @Test
  void a_change_of_roles_ends_every_session_of_the_person() {
    var tokens = loggedIn(ada);
    var anas = loggedIn(scene.people().ana().username());

    assertThat(change(scene.people().ada(), Optional.of(Set.of(Role.ANALYST)), Optional.empty()))
        .map(Account::roles)
        .contains(Set.of(Role.ANALYST));

    assertThat(isLive(sessions.getFirst())).isFalse();
    assertThat(refresh(tokens.refreshToken())).isEqualTo(new Denied());
    assertThat(refresh(anas.refreshToken())).isInstanceOf(Refreshed.class);
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
  }

  @Test
  void whoever_is_locked_out_loses_every_session_and_may_come_back() {
    var tokens = loggedIn(ada);

    lockOut(scene.people().ada());

    assertThat(isLive(sessions.getFirst())).isFalse();
    assertThat(refresh(tokens.refreshToken())).isEqualTo(new Denied());
    assertThat(logIn(ada, Person.PASSWORD)).isEqualTo(new Denied());

    assertThat(change(scene.people().ada(), Optional.empty(), Optional.of(true))).isPresent();
    assertThat(logIn(ada, Person.PASSWORD)).isInstanceOf(LoggedIn.class);
    assertThat(refresh(tokens.refreshToken())).isEqualTo(new Denied());
  }

  @Test
  void a_change_that_changes_nothing_ends_nothing() {
    var tokens = loggedIn(ada);

    assertThat(change(scene.people().ada(), Optional.of(Set.of(Role.APPLICANT)), Optional.of(true)))
        .isPresent();

    assertThat(refresh(tokens.refreshToken())).isInstanceOf(Refreshed.class);
    assertThat(audited("change")).isEmpty();
  }

  @Test
  void a_change_of_preferences_ends_nothing() {
    var tokens = loggedIn(ada);
    var quiet = new Preferences(false, false);

    assertThat(
            scene
                .system()
                .setPreferences()
                .handle(new SetPreferences.Command(quiet, scene.people().ada().caller())))
        .isEqualTo(new SetPreferences.Kept(quiet));

    assertThat(refresh(tokens.refreshToken())).isInstanceOf(Refreshed.class);
  }

  private String hashOf(Person person) {
    return scene
        .system()
        .readUsers()
        .find(person.id(), person.caller())
        .orElseThrow()
        .passwordHash();
  }

  private void keepHash(Person person, String hash) {
    scene
        .system()
        .database()
        .run(store ->
            store
                .accounts()
                .find(person.id())
                .ifPresent(account -> store.accounts().save(account.withPassword(hash))));
  }

  private LogIn logIn(String username, String password) {
    return authentication.logIn(username, password, FROM);
  }

  private Tokens loggedIn(String username) {
    return switch (logIn(username, Person.PASSWORD)) {
      case LoggedIn in -> in.tokens();
      case LogIn other -> throw new AssertionError(other);
    };
  }

  private Refresh refresh(String token) {
    return authentication.refresh(token, FROM);
  }

  private Tokens refreshed(String token) {
    return switch (refresh(token)) {
      case Refreshed refreshed -> refreshed.tokens();
      case Refresh other -> throw new AssertionError(other);
    };
  }

  private void lockOut(Person person) {
    assertThat(change(person, Optional.empty(), Optional.of(false))).isPresent();
  }

  private Optional<Account> change(
      Person person, Optional<Set<Role>> roles, Optional<Boolean> active) {
    var by = scene.people().root().caller();
    var command = new ChangeUser.Command(person.id(), roles, active, by);
    return switch (scene.system().changeUser().handle(command)) {
      case ChangeUser.Changed changed -> Optional.of(changed.account());
      case ChangeUser.NotFound missing -> Optional.empty();
      case UnknownRoles unknown -> throw new AssertionError(unknown);
      case SeparatedPermissions both -> throw new AssertionError(both);
      case ChangeUser.OwnRoles own -> throw new AssertionError(own);
      case LastAdmin last -> throw new AssertionError(last);
    };
  }

  private Caller caller(SessionId session) {
    var person = scene.people().ada();
    return new Caller(
        person.id(), person.username(), InitialRoles.grants(person.roles()), session, FROM);
  }

  private boolean isLive(SessionId session) {
    return scene.system().database().liveSessions().find(session).isPresent();
  }

  private List<AuditEntry> audited(String action) {
    return scene.audit(Optional.empty()).stream()
        .filter(entry -> entry.action().equals(action))
        .toList();
  }

  /** Remembers for which session a token was, which a real one says itself. */
  private final class RememberingTokens implements TokenIssuer {
    private final TokenIssuer tokens = new GuessableTokens();

    @Override
    public String accessToken(Account account, SessionId session, Instant at, Instant expiresAt) {
      sessions.add(session);
      expiries.add(expiresAt);
      return tokens.accessToken(account, session, at, expiresAt);
    }

    @Override
    public String refreshToken() {
      return tokens.refreshToken();
    }
  }

  /** Counts what would have been slow, and lets something happen in that time. */
  private static final class PasswordCount implements PasswordHasher {
    private PasswordHasher passwords = new FastPasswords();
    private Runnable meanwhile = () -> {};
    private int hashes;

    @Override
    public String hash(String password) {
      hashes++;
      meanwhile.run();
      return passwords.hash(password);
    }

    @Override
    public boolean matches(String password, String hash) {
      hashes++;
      meanwhile.run();
      return passwords.matches(password, hash);
    }

    @Override
    public boolean matchesNobody(String password) {
      hashes++;
      meanwhile.run();
      return passwords.matchesNobody(password);
    }

    @Override
    public boolean needsRehash(String hash) {
      return passwords.needsRehash(hash);
    }
  }
}
