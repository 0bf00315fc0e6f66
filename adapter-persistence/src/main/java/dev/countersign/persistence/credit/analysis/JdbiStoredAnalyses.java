package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.credit.analysis.StoredAnalyses;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Walks along the analyses in the order of their key, and keeps the place in a row. */
public final class JdbiStoredAnalyses implements StoredAnalyses {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String COUNT = "select count(*) from analysis";

  private static final String AFTER =
      """
      select request_id, proposed, record from analysis
      where (request_id, proposed) > (:request, :proposed)
      order by request_id, proposed limit :limit
      """;

  private static final String REACHED =
      "select request_id, proposed from replay_place where request_id is not null";

  private static final String IDLE_SINCE =
      """
      select coalesce(
        (select moved_at from replay_place),
        (select submitted_at from credit_request order by id limit 1)) as at
      """;

  private static final Sql REACH =
      Sql.of(
          """
          insert into replay_place (request_id, proposed, moved_at)
          values (:request::uuid, :proposed::int, :at::timestamptz)
          on conflict (singleton) do update set request_id = excluded.request_id,
            proposed = excluded.proposed, moved_at = excluded.moved_at
          """);

  private final UnitsOfWork units;

  public JdbiStoredAnalyses(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public long count() {
    return units.read(handle -> handle.createQuery(COUNT).mapTo(Long.class).one());
  }

  @Override
  public List<Stored> after(Optional<Place> place, int limit) {
    return units.read(handle ->
        handle
            .createQuery(AFTER)
            .bind("request", place.map(last -> last.request().value()).orElse(BEFORE_ALL))
            .bind("proposed", place.map(last -> last.proposed().value()).orElse(0))
            .bind("limit", limit)
            .map(Row.as(row -> new Stored(place(row), row.text("record"))))
            .list());
  }

  @Override
  public Optional<Place> reached() {
    return units.read(
        handle -> handle.createQuery(REACHED).map(Row.as(JdbiStoredAnalyses::place)).findOne());
  }

  private static Place place(Row row) {
    return new Place(
        new CreditRequestId(row.uuid("request_id")), new Revision(row.integer("proposed")));
  }

  @Override
  public void reach(Optional<Place> place, Instant at) {
    units.run(unit ->
        unit.write(
            new Write(REACH)
                .with("request", place.map(Place::request))
                .with("proposed", place.map(last -> last.proposed().value()))
                .with("at", at)));
  }

  @Override
  public Optional<Instant> idleSince() {
    return units.read(handle ->
        handle.createQuery(IDLE_SINCE).map(Row.as(row -> row.optionalInstant("at"))).one());
  }
}
