package dev.countersign.application.account;

import dev.countersign.application.account.Sessions.IssuedToken;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.canonical.Hash;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Log in, refresh, log out. An unknown name, a wrong password and a deactivated account get the
 * same answer in the same time. A refresh token works once; seen a second time it was stolen, by
 * whoever used it first or second, and its session ends (RFC 9700, section 4.14.2). So it does a
 * month after the log-in, whatever was refreshed.
 */
public final class Authentication {
  private static final Duration ACCESS_LASTS = Duration.ofMinutes(30);
  private static final Duration REFRESH_LASTS = Duration.ofDays(7);

  /** Whatever was refreshed. */
  private static final Duration SESSION_LASTS = Duration.ofDays(30);

  private final Transactions<AccountStore> transactions;
  private final PasswordHasher passwords;
  private final TokenIssuer issuer;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public Authentication(
      Transactions<AccountStore> transactions,
      PasswordHasher passwords,
      TokenIssuer issuer,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.issuer = issuer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws PasswordsBusy if too many log in at once
   */
  public LogIn logIn(String username, String password, Origin from) {
    var at = clock.instant();
    var attempt =
        transactions.inTransaction(
            store -> new Attempt(store.logins().tried(username, from, at), seen(store, username)));
    if (attempt.pause().isPresent()) {
      return new TryLater(attempt.pause().get());
    }
    boolean proven = isProven(username, password, from, attempt.account());
    var rehash =
        attempt.account().filter(account -> proven).flatMap(account -> rehash(account, password));
    return transactions.inTransaction(store ->
        proven
            ? active(store, username)
                .<LogIn>map(account -> {
                  rehash.ifPresent(made -> save(store, account, made));
                  return welcome(store, account, at, from);
                })
                .orElseGet(Denied::new)
            : deny(store, username, at, from));
  }

  private boolean isProven(
      String username, String password, Origin from, Optional<Account> account) {
    try {
      return account
          .map(known -> passwords.matches(password, known.passwordHash()))
          .orElseGet(() -> passwords.matchesNobody(password));
    } catch (PasswordsBusy e) {
      transactions.run(store -> store.logins().untried(username, from));
      throw e;
    }
  }

  /** A dearer hash in the place of one from before the cost was raised. */
  private Optional<Rehash> rehash(Account account, String password) {
    var old = account.passwordHash();
    try {
      return passwords.needsRehash(old)
          ? Optional.of(new Rehash(old, passwords.hash(password)))
          : Optional.empty();
    } catch (PasswordsBusy e) {
      // The password was right: nobody is turned away for this, and the next log-in makes up for
      // it.
      return Optional.empty();
    }
  }

  /** Unless the password was changed meanwhile. */
  private static void save(AccountStore store, Account account, Rehash rehash) {
    if (account.passwordHash().equals(rehash.from())) {
      store.accounts().save(account.withPassword(rehash.to()));
    }
  }

  /** Without a lock, which would tell by its cost that the name is known. */
  private static Optional<Account> seen(AccountStore store, String username) {
    return store.accounts().look(username).filter(Account::active);
  }

  private static Optional<Account> active(AccountStore store, String username) {
    return store.accounts().findByUsername(username).filter(Account::active);
  }

  private LogIn welcome(AccountStore store, Account account, Instant at, Origin from) {
    var session = new Session(new SessionId(ids.next(at)), account.id(), at);
    var refresh = issuer.refreshToken();
    store.logins().succeeded(account.username(), from);
    store.sessions().open(session, Hash.of(refresh), at.plus(REFRESH_LASTS));
    record(store, "login", account, at, from);
    return new LoggedIn(tokens(account, session, refresh, at));
  }

  private static LogIn deny(AccountStore store, String username, Instant at, Origin from) {
    // A name that nobody has may be a password that went into the wrong field.
    var tried = store.accounts().look(username).map(Account::username);
    store
        .audit()
        .record(
            new AuditEntry(
                at,
                "anonymous",
                "login-failed",
                "session",
                from,
                tried.map(name -> Map.of("username", name)).orElseGet(Map::of)));
    return new Denied();
  }

  public Refresh refresh(String refreshToken, Origin from) {
    var at = clock.instant();
    return transactions.inTransaction(store ->
        store
            .sessions()
            .find(Hash.of(refreshToken))
            .map(issued -> refresh(store, issued, Hash.of(refreshToken), at, from))
            .orElseGet(Denied::new));
  }

  private Refresh refresh(
      AccountStore store, IssuedToken issued, Hash used, Instant at, Origin from) {
    var session = issued.session();
    var account = store.accounts().find(session.user()).filter(Account::active);
    if (issued.ended() || !at.isBefore(issued.expiresAt()) || account.isEmpty()) {
      return new Denied();
    }
    if (issued.used()) {
      store.sessions().end(session.id(), at);
      record(store, "refresh-reused", account.get(), at, from);
      return new Denied();
    }
    var next = issuer.refreshToken();
    var until = earlier(at.plus(REFRESH_LASTS), end(session));
    store.sessions().rotate(used, Hash.of(next), session.id(), at, until);
    return new Refreshed(tokens(account.get(), session, next, at));
  }

  public void logOut(Caller caller) {
    var at = clock.instant();
    transactions.run(store -> {
      store.sessions().end(caller.session(), at);
      store
          .audit()
          .record(
              new AuditEntry(
                  at,
                  caller.id().toString(),
                  "logout",
                  "user/" + caller.id(),
                  caller.origin(),
                  Map.of()));
    });
  }

  private Tokens tokens(Account account, Session session, String refresh, Instant at) {
    var until = earlier(at.plus(ACCESS_LASTS), end(session));
    return new Tokens(
        issuer.accessToken(account, session.id(), at, until), refresh, Duration.between(at, until));
  }

  private static Instant end(Session session) {
    return session.startedAt().plus(SESSION_LASTS);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static void record(
      AccountStore store, String action, Account account, Instant at, Origin from) {
    store
        .audit()
        .record(
            new AuditEntry(
                at, account.id().toString(), action, "user/" + account.id(), from, Map.of()));
  }

  private record Rehash(String from, String to) {}

  private record Attempt(Optional<Duration> pause, Optional<Account> account) {}

  /** What came of logging in. */
  public sealed interface LogIn {}

  /** What came of refreshing. */
  public sealed interface Refresh {}

  public record LoggedIn(Tokens tokens) implements LogIn {}

  public record Refreshed(Tokens tokens) implements Refresh {}

  /** No, without saying why. */
  public record Denied() implements LogIn, Refresh {}

  /** This name was tried too often. */
  public record TryLater(Duration pause) implements LogIn {}
}
