package dev.countersign.persistence.event;

import dev.countersign.application.event.DeadLetters;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.List;

/** The letters, told apart by consumer and the hash of the message. */
public final class JdbiDeadLetters implements DeadLetters {
  private static final Sql KEEP =
      Sql.of(
          """
          insert into dead_letter (consumer, key, message, hash, cause, died_at)
          values (:consumer, :key, :message, :hash, :cause, :at::timestamptz)
          on conflict (consumer, hash) do update set
            cause = excluded.cause, died_at = excluded.died_at, deaths = dead_letter.deaths + 1
          """);

  private static final String OLDEST =
      """
      select consumer, key, message, cause, died_at, deaths from dead_letter
      order by id limit :limit
      """;

  private static final Sql REMOVE =
      Sql.of(
          """
          delete from dead_letter
          where consumer = :consumer and hash = :hash and deaths = :deaths::int
          """);

  private final UnitsOfWork units;

  public JdbiDeadLetters(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public void keep(Letter letter) {
    units.run(unit ->
        unit.write(
            new Write(KEEP)
                .with("consumer", letter.consumer())
                .with("key", storable(letter.key()))
                .with("message", storable(letter.message()))
                .with("hash", Hash.of(storable(letter.message())))
                .with("cause", storable(letter.cause()))
                .with("at", letter.at())));
  }

  @Override
  public List<Kept> oldest(int limit) {
    return units.read(handle ->
        handle.createQuery(OLDEST).bind("limit", limit).map(Row.as(JdbiDeadLetters::kept)).list());
  }

  private static Kept kept(Row row) {
    return new Kept(
        new Letter(
            row.text("consumer"),
            row.text("key"),
            row.text("message"),
            row.text("cause"),
            row.instant("died_at")),
        row.integer("deaths"));
  }

  @Override
  public void remove(Kept kept) {
    units.run(unit ->
        unit.write(
            new Write(REMOVE)
                .with("consumer", kept.letter().consumer())
                .with("hash", Hash.of(kept.letter().message()))
                .with("deaths", kept.deaths())));
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
