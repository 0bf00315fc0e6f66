package dev.countersign.persistence.idempotency;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The kept answers. Almost every key is new, so a first attempt supposes that its key is, and
 * spends no journey on asking: if it is not, the answer can't be kept, and the work is repeated.
 *
 * <p>Whoever repeats it holds an advisory lock named by the key. The statement that takes the lock
 * may look at the answers as they were a moment before the other holder committed. Then too the key
 * looks free, the answer can't be kept, and the next repetition finds it.
 */
public final class JdbiIdempotencyStore implements IdempotencyStore {
  private static final String BEGIN =
      """
      select pg_try_advisory_xact_lock(hashtextextended(:caller || ' ' || :key, 0)) as taken,
        k.command, k.status, k.headers, k.body
      from (values (1)) as one
      left join kept_answer k on k.caller = :caller and k.key = :key
      """;

  private static final Sql KEEP =
      Sql.ofRows(
          """
          insert into kept_answer (caller, key, command, status, headers, body, created_at)
          select :caller, :key, :command, :status::int, :headers, :body, :at::timestamptz
          from given
          """);

  private final UnitOfWork unit;

  public JdbiIdempotencyStore(UnitOfWork unit) {
    this.unit = unit;
  }

  /** The headers as one column. */
  public record Headers(Map<String, String> value) {}

  @Override
  public Beginning begin(IdempotencyKey key) {
    return unit.recall(key, () -> Optional.<Beginning>of(new Free())).orElseGet(() -> read(key));
  }

  private Beginning read(IdempotencyKey key) {
    return unit.locking()
        .createQuery(BEGIN)
        .bind("caller", key.caller())
        .bind("key", key.value())
        .map(Row.as(row -> beginning(row, key)))
        .one();
  }

  private static Beginning beginning(Row row, IdempotencyKey key) {
    if (!row.flag("taken")) {
      return new UnderWay();
    }
    var command = row.optionalText("command");
    if (command.isEmpty()) {
      return new Free();
    }
    return command.get().equals(key.command().value())
        ? new Kept(
            new Answer(
                row.integer("status"),
                CanonicalJson.read(Headers.class, row.text("headers")).value(),
                row.text("body")))
        : new Reused();
  }

  @Override
  public void keep(IdempotencyKey key, Answer answer, Instant at) {
    unit.write(
        new Write(KEEP)
            .with("caller", key.caller())
            .with("key", key.value())
            .with("command", key.command())
            .with("status", answer.status())
            .with("headers", CanonicalJson.write(new Headers(answer.headers())))
            .with("body", answer.body())
            .with("at", at));
    unit.proven(key);
  }
}
