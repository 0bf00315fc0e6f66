package dev.countersign.application.account;

import dev.countersign.application.account.AcceptUser.WeakPassword;
import dev.countersign.application.account.Sessions.Session;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people do about their own account: their name, address, language and password, and where
 * they are logged in. Whoever only holds a token, and not the password, can't take the account
 * over: a new password or address asks for the present password, which is throttled as a log-in is.
 */
public final class OwnAccount {
  private final Transactions<AccountStore> transactions;
  private final PasswordHasher passwords;
  private final PasswordPolicy policy;
  private final Clock clock;

  @Inject
  public OwnAccount(
      Transactions<AccountStore> transactions,
      PasswordHasher passwords,
      PasswordStrength strength,
      Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.policy = new PasswordPolicy(strength);
    this.clock = clock;
  }

  /**
   * Sets what is given and leaves the rest.
   *
   * @param password the present one; needed for another address alone
   */
  public record Wish(
      Optional<String> fullName,
      Optional<String> email,
      Optional<String> locale,
      Optional<String> password) {}

  /**
   * Changes what the person says of themselves.
   *
   * @throws PasswordsBusy if too many passwords are being hashed
   */
  public ProfileOutcome change(Wish wish, Caller by) {
    if (wish.email().isPresent()) {
      var disproof = disprove(wish.password().orElse(""), by);
      if (disproof.isPresent()) {
        return disproof.get();
      }
    }
    return transactions.inTransaction(store ->
        store
            .accounts()
            .find(by.id())
            .map(account -> change(store, account, wish, by))
            .orElseGet(NotFound::new));
  }

  private ProfileOutcome change(AccountStore store, Account account, Wish wish, Caller by) {
    var changed =
        account.withProfile(
            wish.fullName().orElse(account.fullName()),
            wish.email().orElse(account.email()),
            wish.locale().orElse(account.locale()));
    if (changed.equals(account)) {
      return new Changed(account);
    }
    if (!changed.email().equalsIgnoreCase(account.email())
        && store.accounts().isAddressTaken(changed.email())) {
      return new AddressTaken();
    }
    store.accounts().save(changed);
    record(store, "change-profile", by, clock.instant());
    return new Changed(changed);
  }

  /**
   * Changes the password; the person's other sessions end.
   *
   * @throws PasswordsBusy if too many passwords are being hashed
   */
  public PasswordOutcome changePassword(String present, String wanted, Caller by) {
    var disproof = disprove(present, by);
    if (disproof.isPresent()) {
      return disproof.get();
    }
    var account = look(by);
    if (account.isEmpty()) {
      return new NotFound();
    }
    var weak = policy.weakness(person(account.get(), wanted));
    if (weak.isPresent()) {
      return weak.get();
    }
    var hash = passwords.hash(wanted);
    return transactions.inTransaction(store ->
        store
            .accounts()
            .find(by.id())
            .<PasswordOutcome>map(kept -> {
              var at = clock.instant();
              store.accounts().save(kept.withPassword(hash));
              store.sessions().endOthersOf(by.id(), by.session(), at);
              record(store, "change-password", by, at);
              return new Changed(kept);
            })
            .orElseGet(NotFound::new));
  }

  private static NewUser person(Account account, String password) {
    return new NewUser(
        account.username(), password, account.fullName(), account.email(), account.locale());
  }

  private Optional<Account> look(Caller by) {
    return transactions.inTransaction(store -> store.accounts().look(by.username()));
  }

  /** Why the caller is not believed to know the password; slow, and outside any transaction. */
  private Optional<NotProven> disprove(String password, Caller by) {
    var at = clock.instant();
    Optional<Duration> pause =
        transactions.inTransaction(store -> store.logins().tried(by.username(), by.origin(), at));
    if (pause.isPresent()) {
      return pause.map(TryLater::new);
    }
    boolean proven =
        look(by).filter(account -> passwords.matches(password, account.passwordHash())).isPresent();
    if (proven) {
      transactions.run(store -> store.logins().succeeded(by.username(), by.origin()));
      return Optional.empty();
    }
    transactions.run(store -> record(store, "password-wrong", by, at));
    return Optional.of(new WrongPassword());
  }

  /** Where the person is logged in, the latest log-in first. */
  public List<OwnSession> sessions(Caller by) {
    List<Session> sessions = transactions.inTransaction(store -> store.sessions().liveOf(by.id()));
    return sessions.stream()
        .map(session ->
            new OwnSession(session.id(), session.startedAt(), session.id().equals(by.session())))
        .toList();
  }

  /**
   * A log-in of the person.
   *
   * @param current whether it is the one that asks
   */
  public record OwnSession(SessionId id, Instant startedAt, boolean current) {}

  /** Ends one of the person's sessions. */
  public Ending end(SessionId session, Caller by) {
    return transactions.inTransaction(store -> {
      if (store.sessions().liveOf(by.id()).stream().noneMatch(own -> own.id().equals(session))) {
        return Ending.NOT_THEIRS;
      }
      var at = clock.instant();
      store.sessions().end(session, at);
      record(store, "end-session", by, at);
      return Ending.ENDED;
    });
  }

  private static void record(AccountStore store, String action, Caller by, Instant at) {
    store
        .audit()
        .record(
            new AuditEntry(
                at, by.id().toString(), action, "user/" + by.id(), by.origin(), Map.of()));
  }

  /** What came of changing the profile. */
  public sealed interface ProfileOutcome permits Changed, NotProven, AddressTaken, NotFound {}

  /** What came of changing the password. */
  public sealed interface PasswordOutcome permits Changed, NotProven, WeakPassword, NotFound {}

  /** The account as it is now. */
  public record Changed(Account account) implements ProfileOutcome, PasswordOutcome {}

  /** The caller has no account any more. */
  public record NotFound() implements ProfileOutcome, PasswordOutcome {}

  /** Why the caller is not believed. */
  public sealed interface NotProven extends ProfileOutcome, PasswordOutcome {}

  public record WrongPassword() implements NotProven {}

  /** It was tried too often. */
  public record TryLater(Duration pause) implements NotProven {}

  /** What came of ending a session. */
  public enum Ending {
    ENDED,
    /** There is none of that id among the caller's. */
    NOT_THEIRS
  }
}
