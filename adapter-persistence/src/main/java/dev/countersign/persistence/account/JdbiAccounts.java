package dev.countersign.persistence.account;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Account.Preferences;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.Permission;
import dev.countersign.application.store.Page;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.domain.text.SearchTerms;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The accounts. One that was found is locked, so that no two changes of it are made at once. */
public final class JdbiAccounts implements Accounts {
  private static final Sql ADD =
      Sql.of(
          """
          insert into account (id, username, username_key, full_name, email, email_key, locale, roles, active,
            by_email, by_live, password_hash, created_at, words)
          values (:id::uuid, :username, :username_key, :full_name, :email, :email_key, :locale,
            :roles::text[], :active::boolean, :by_email::boolean, :by_live::boolean,
            :password_hash, :created_at::timestamptz, :words::text[])
          on conflict do nothing
          """);

  private static final Sql SAVE =
      Sql.of(
          """
          update account set full_name = :full_name, email = :email, email_key = :email_key,
            locale = :locale,
            roles = :roles::text[], active = :active::boolean, by_email = :by_email::boolean,
            by_live = :by_live::boolean, password_hash = :password_hash
          where id = :id::uuid and username = :username
          """);

  private static final String BROWSE =
      """
      select * from account where :after::text is null or username_key > :after
      order by username_key limit :limit
      """;

  private static final String HOLDING =
      """
      select * from account
      where active and roles @> array[cast(:role as text)]
        and exists (select from role where code = :role and permissions @> array[cast(:permission as text)])
      order by username_key limit 1000
      """;

  private static final String HELD_WITH =
      """
      select exists (select from account
        where roles @> array[cast(:role as text)] and roles && cast(:others as text[]))
      """;

  private final UnitOfWork unit;

  public JdbiAccounts(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The form in which names, and addresses, that differ in case alone are the same. */
  static String key(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<Account> find(UserId id) {
    return unit.locking()
        .createQuery("select * from account where id = :id for no key update")
        .bind("id", id.value())
        .map(Row.as(JdbiAccounts::account))
        .findOne();
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    if (!Write.isStorable(username)) {
      return Optional.empty();
    }
    return unit.locking()
        .createQuery("select * from account where username_key = :key for no key update")
        .bind("key", key(username))
        .map(Row.as(JdbiAccounts::account))
        .findOne();
  }

  @Override
  public Optional<Account> look(String username) {
    if (!Write.isStorable(username)) {
      return Optional.empty();
    }
    return unit.reading()
        .createQuery("select * from account where username_key = :key")
        .bind("key", key(username))
        .map(Row.as(JdbiAccounts::account))
        .findOne();
  }

  @Override
  public boolean isAddressTaken(String email) {
    return unit.reading()
        .createQuery("select exists (select from account where email_key = :key)")
        .bind("key", key(email))
        .mapTo(boolean.class)
        .one();
  }

  @Override
  public List<Account> holding(Role role, Permission permission) {
    return unit.reading()
        .createQuery(HOLDING)
        .bind("role", role.value())
        .bind("permission", permission.value())
        .map(Row.as(JdbiAccounts::account))
        .list();
  }

  @Override
  public boolean isHeldWith(Role role, Set<Role> others) {
    return unit.reading()
        .createQuery(HELD_WITH)
        .bind("role", role.value())
        .bindArray("others", String.class, others.stream().map(Role::value).toList())
        .mapTo(boolean.class)
        .one();
  }

  @Override
  public Addition add(Account account) {
    int added =
        unit.writeNow(
            filled(ADD, account)
                .with("username_key", key(account.username()))
                .with("created_at", account.createdAt())
                .with("words", SearchTerms.of(account.username())));
    if (added == 1) {
      return Addition.ADDED;
    }
    return look(account.username()).isPresent() ? Addition.USERNAME_TAKEN : Addition.ADDRESS_TAKEN;
  }

  @Override
  public void save(Account account) {
    if (unit.writeNow(filled(SAVE, account)) == 0) {
      throw new IllegalStateException("no account of that id and name: " + account.id());
    }
  }

  private static Write filled(Sql sql, Account account) {
    return new Write(sql)
        .with("id", account.id())
        .with("username", account.username())
        .with("full_name", account.fullName())
        .with("email", account.email())
        .with("email_key", key(account.email()))
        .with("locale", account.locale())
        .with("roles", account.roles())
        .with("active", account.active())
        .with("by_email", account.preferences().email())
        .with("by_live", account.preferences().live())
        .with("password_hash", account.passwordHash());
  }

  @Override
  public Page<Account> browse(int limit, Optional<String> after) {
    var found =
        unit.reading()
            .createQuery(BROWSE)
            .bindByType("after", after.orElse(null), String.class)
            .bind("limit", limit + 1)
            .map(Row.as(JdbiAccounts::account))
            .list();
    return Page.of(found, limit, account -> key(account.username()));
  }

  private static Account account(Row row) {
    return new Account(
        row.user("id"),
        row.text("username"),
        row.text("full_name"),
        row.text("email"),
        row.text("locale"),
        row.texts("roles").stream().map(Role::new).collect(Collectors.toSet()),
        row.flag("active"),
        new Preferences(row.flag("by_email"), row.flag("by_live")),
        row.text("password_hash"),
        row.instant("created_at"));
  }
}
