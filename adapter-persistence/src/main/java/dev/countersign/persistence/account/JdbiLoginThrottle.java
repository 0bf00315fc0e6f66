package dev.countersign.persistence.account;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LoginThrottle;
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

  private static final Sql SUCCEEDED = Sql.of("delete from failed_log_ins where name_hash = :name");

  private final UnitOfWork unit;

  public JdbiLoginThrottle(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Duration> tried(String username, Instant at) {
    var name = name(username);
    unit.write(new Write(LOCK).with("name", name));
    var before = find(name);
    var pause = before.flatMap(failures -> failures.pause(at));
    if (pause.isEmpty()) {
      keep(
          name,
          before.map(failures -> failures.another(at)).orElseGet(() -> FailedLogIns.first(at)));
    }
    return pause;
  }

  @Override
  public void untried(String username) {
    var name = name(username);
    unit.write(new Write(LOCK).with("name", name));
    find(name)
        .ifPresent(failures ->
            failures
                .withoutOne()
                .ifPresentOrElse(fewer -> keep(name, fewer), () -> succeeded(username)));
  }

  private void keep(String name, FailedLogIns failures) {
    unit.write(
        new Write(FAILED)
            .with("name", name)
            .with("failures", failures.count())
            .with("at", failures.last()));
  }

  @Override
  public void succeeded(String username) {
    unit.write(new Write(SUCCEEDED).with("name", name(username)));
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
}
