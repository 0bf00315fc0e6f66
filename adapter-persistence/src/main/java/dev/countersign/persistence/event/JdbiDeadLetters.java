package dev.countersign.persistence.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.List;

/** Letters, told apart by subscriber and the hash of the message. */
public final class JdbiDeadLetters implements DeadLetters {
  private static final Sql KEEP =
      Sql.of(
          """
          insert into dead_letter (subscriber, key, message, hash, cause, died_at)
          values (:subscriber, :key, :message, :hash, :cause, :at::timestamptz)
          on conflict (subscriber, hash) do update set
            cause = excluded.cause, died_at = excluded.died_at, deaths = dead_letter.deaths + 1
          """);

  private static final String AFTER =
      """
      select id, subscriber, key, message, cause, died_at, deaths from dead_letter
      where id > :after order by id limit :limit
      """;

  private static final Sql REPLAY =
      Sql.of(
          """
          with committed as (
            select stream_type, stream_id, version from change
            where stream_type = :stream_type and stream_id = :stream::uuid
              and version = :version::int
              and :event::bigint between id and id + cardinality(events) - 1),
          again as (
            insert into outbox (event_id, subscriber, stream_type, stream_id, version)
            select :event::bigint, :subscriber, stream_type, stream_id, version from committed
            on conflict do nothing)
          delete from dead_letter
          where id = :id::bigint and deaths = :deaths::int and exists (select from committed)
          """);

  private final UnitsOfWork units;

  public JdbiDeadLetters(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public void keep(DeadLetter letter) {
    units.run(unit -> unit.write(kept(letter)));
  }

  static Write kept(DeadLetter letter) {
    var message = storable(letter.message());
    return new Write(KEEP)
        .with("subscriber", letter.subscriber())
        .with("key", storable(letter.key()))
        .with("message", message)
        .with("hash", Hash.of(message))
        .with("cause", storable(letter.cause()))
        .with("at", letter.at());
  }

  @Override
  public List<Kept> after(long after, int limit) {
    return units.read(handle ->
        handle
            .createQuery(AFTER)
            .bind("after", after)
            .bind("limit", limit)
            .map(Row.as(JdbiDeadLetters::kept))
            .list());
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.number("id"),
        new DeadLetter(
            row.text("subscriber"),
            row.text("key"),
            row.text("message"),
            row.text("cause"),
            row.instant("died_at")),
        row.integer("deaths"));
  }

  @Override
  public boolean replay(Kept kept, CommittedEvent event) {
    return units.inOne(unit ->
        unit.writeNow(
                new Write(REPLAY)
                    .with("stream_type", event.stream().type())
                    .with("stream", event.stream().id())
                    .with("version", event.version())
                    .with("event", event.id())
                    .with("subscriber", kept.letter().subscriber())
                    .with("id", kept.id())
                    .with("deaths", kept.deaths()))
            == 1);
  }

  @Override
  public long count() {
    return units.read(
        handle -> handle.createQuery("select count(*) from dead_letter").mapTo(Long.class).one());
  }

  /** Without the one character that no column can hold and no message of ours has. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
