package dev.countersign.persistence.account;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.audit.Origin;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Failures by the hash of the name that was tried: people type passwords into the wrong field, and
 * those must not be kept.
 */
public final class JdbiLoginThrottle implements LoginThrottle {
  private static final String FIND = "select * from failed_log_ins where name_hash = :name";

  private static final Sql LOCK =
      Sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0))");

  private static final Sql FAILED =
      Sql.of(
          """
          insert into failed_log_ins (name_hash, failures, last_at)
          values (:name, :failures::int, :at::timestamptz)
          on conflict (name_hash) do update
            set failures = excluded.failures, last_at = excluded.last_at
          """);

  private static final Sql FORGET = Sql.of("delete from failed_log_ins where name_hash = :name");

  private final UnitOfWork unit;

  public JdbiLoginThrottle(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Duration> tried(String username, Origin from, Instant at) {
    var everywhere = name(username);
    var there = name(username, from);
    unit.write(new Write(LOCK).with("name", everywhere));
    var ofAll = find(everywhere);
    var ofThere = find(there);
    var pause =
        ofAll
            .flatMap(failures -> failures.pauseForAll(at))
            .or(() -> ofThere.flatMap(failures -> failures.pause(at)));
    if (pause.isEmpty()) {
      keep(everywhere, another(ofAll, at));
      keep(there, another(ofThere, at));
    }
    return pause;
  }

  private static FailedLogIns another(Optional<FailedLogIns> before, Instant at) {
    return before.map(failures -> failures.another(at)).orElseGet(() -> FailedLogIns.first(at));
  }

  @Override
  public void untried(String username, Origin from) {
    var everywhere = name(username);
    unit.write(new Write(LOCK).with("name", everywhere));
    withoutOne(everywhere);
    withoutOne(name(username, from));
  }

  private void withoutOne(String name) {
    find(name)
        .ifPresent(failures ->
            failures.withoutOne().ifPresentOrElse(fewer -> keep(name, fewer), () -> forget(name)));
  }

  private void keep(String name, FailedLogIns failures) {
    unit.write(
        new Write(FAILED)
            .with("name", name)
            .with("failures", failures.count())
            .with("at", failures.last()));
  }

  @Override
  public void succeeded(String username, Origin from) {
    forget(name(username));
    forget(name(username, from));
  }

  private void forget(String name) {
    unit.write(new Write(FORGET).with("name", name));
  }

  private Optional<FailedLogIns> find(String name) {
    return unit.reading()
        .createQuery(FIND)
        .bind("name", name)
        .map(Row.as(row -> new FailedLogIns(row.integer("failures"), row.instant("last_at"))))
        .findOne();
  }

  private static String name(String username) {
    return Hash.of(JdbiAccounts.key(username)).value();
  }

  /** No name has a line break. */
  private static String name(String username, Origin from) {
    return Hash.of(JdbiAccounts.key(username) + "\n" + from.address()).value();
  }
}
