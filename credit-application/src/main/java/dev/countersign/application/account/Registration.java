package dev.countersign.application.account;

import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Page;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes and changes accounts. People who register themselves are applicants; roles come from an
 * admin. A change of roles and a deactivation end the person's sessions.
 */
public final class Registration {
  private final Transactions<AccountStore> transactions;
  private final PasswordHasher passwords;
  private final PasswordPolicy policy;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public Registration(
      Transactions<AccountStore> transactions,
      PasswordHasher passwords,
      PasswordStrength strength,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.policy = new PasswordPolicy(strength);
    this.ids = ids;
    this.clock = clock;
  }

  /** What makes a person's password too easily guessed, if anything does. */
  public Optional<WeakPassword> weakness(Person person) {
    return policy.weakness(person);
  }

  /** Registers an applicant, at their own wish. */
  public Outcome register(Person person, Origin from) {
    return add(person, Set.of(Role.APPLICANT), "anonymous", from);
  }

  /**
   * Registers someone with roles.
   *
   * @param by whoever gives the roles, for the audit trail
   * @throws PasswordHasher.Busy if too many passwords are being hashed
   */
  public Outcome add(Person person, Set<Role> roles, String by, Origin from) {
    var weakness = weakness(person);
    if (weakness.isPresent()) {
      return weakness.get();
    }
    var account = account(person, roles);
    return transactions.inTransaction(store -> {
      var unknown = unknown(store, roles);
      if (!unknown.isEmpty()) {
        return new UnknownRoles(unknown);
      }
      if (!store.accounts().add(account)) {
        return new UsernameTaken();
      }
      record(store, by, "create", account, account.createdAt(), from);
      return new Registered(account);
    });
  }

  /**
   * Sees to it that an account of the installation itself exists and has this password, which its
   * operator answers for.
   *
   * @param passwordIsNew whether an account that exists is to get the password; its sessions end
   */
  public void install(Person person, Set<Role> roles, boolean passwordIsNew) {
    var existing =
        transactions.inTransaction(store -> store.accounts().findByUsername(person.username()));
    if (existing.isPresent() && !passwordIsNew) {
      return;
    }
    var fresh = account(person, roles);
    var at = fresh.createdAt();
    transactions.run(store -> {
      var account = store.accounts().findByUsername(person.username());
      if (account.isEmpty() && store.accounts().add(fresh)) {
        record(store, "installation", "create", fresh, at, Origin.INTERNAL);
      }
      account
          .filter(found -> passwordIsNew)
          .map(found -> found.withPassword(fresh.passwordHash()))
          .ifPresent(changed -> {
            store.accounts().save(changed);
            store.sessions().endAllOf(changed.id(), at);
            record(store, "installation", "change", changed, at, Origin.INTERNAL);
          });
    });
  }

  private Account account(Person person, Set<Role> roles) {
    var at = clock.instant();
    return new Account(
        new UserId(ids.next(at)),
        person.username(),
        person.fullName(),
        person.email(),
        person.locale(),
        roles,
        true,
        Preferences.ALL,
        passwords.hash(person.password()),
        at);
  }

  /** Gives someone other roles, or takes away or gives back the right to log in. */
  public Change change(UserId id, Optional<Set<Role>> roles, Optional<Boolean> active, Caller by) {
    return transactions.inTransaction(store -> {
      var unknown = unknown(store, roles.orElseGet(Set::of));
      if (!unknown.isEmpty()) {
        return new UnknownRoles(unknown);
      }
      return store
          .accounts()
          .find(id)
          .<Change>map(account -> {
            var changed =
                account.with(roles.orElse(account.roles()), active.orElse(account.active()));
            return new Changed(changed.equals(account) ? account : save(store, changed, by));
          })
          .orElseGet(NoSuchAccount::new);
    });
  }

  private Account save(AccountStore store, Account changed, Caller by) {
    var at = clock.instant();
    store.accounts().save(changed);
    store.sessions().endAllOf(changed.id(), at);
    record(store, by.id().toString(), "change", changed, at, by.origin());
    return changed;
  }

  private static Set<Role> unknown(AccountStore store, Set<Role> wanted) {
    var known = store.roles().all().stream().map(RoleDefinition::role).collect(Collectors.toSet());
    return wanted.stream().filter(role -> !known.contains(role)).collect(Collectors.toSet());
  }

  public Optional<Account> find(UserId id) {
    return transactions.inTransaction(store -> store.accounts().find(id));
  }

  public Page<Account> browse(int limit, Optional<String> after) {
    return transactions.inTransaction(store -> store.accounts().browse(limit, after));
  }

  public Optional<Account> prefer(UserId id, Preferences preferences) {
    return transactions.inTransaction(store ->
        store
            .accounts()
            .find(id)
            .map(account -> {
              var changed = account.with(preferences);
              store.accounts().save(changed);
              return changed;
            }));
  }

  private static void record(
      AccountStore store, String by, String action, Account account, Instant at, Origin from) {
    store
        .audit()
        .record(
            new AuditEntry(
                at,
                by,
                action,
                "user/" + account.id(),
                from,
                Map.of(
                    "username",
                    account.username(),
                    "roles",
                    new TreeSet<>(account.roles()).toString(),
                    "active",
                    String.valueOf(account.active()))));
  }

  /** Someone to be registered; the password is hashed and forgotten. */
  public record Person(
      String username, String password, String fullName, String email, String locale) {}

  /** What came of registering. */
  public sealed interface Outcome {}

  /** What came of changing an account. */
  public sealed interface Change {}

  public record Changed(Account account) implements Change {}

  public record NoSuchAccount() implements Change {}

  /** No row says what these roles may do. */
  public record UnknownRoles(Set<Role> roles) implements Outcome, Change {
    public UnknownRoles {
      roles = Set.copyOf(roles);
    }
  }

  public record Registered(Account account) implements Outcome {}

  public record UsernameTaken() implements Outcome {}

  /**
   * @param why what the person has to mend
   */
  public record WeakPassword(String why) implements Outcome {}
}
