package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.credit.analysis.StoredAnalyses;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.UuidV7Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Walks along the analyses by the instants in the ids of their requests. */
public final class JdbiStoredAnalyses implements StoredAnalyses {
  private static final String OLDEST =
      "select submitted_at from credit_request order by id limit 1";

  private static final String FROM =
      """
      select request_id, record from analysis where request_id >= :first
      order by request_id, proposed limit :limit
      """;

  private final UnitsOfWork units;

  public JdbiStoredAnalyses(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public Optional<Instant> oldest() {
    return units.read(handle ->
        handle.createQuery(OLDEST).map(Row.as(row -> row.instant("submitted_at"))).findOne());
  }

  @Override
  public List<Stored> from(Instant submitted, int limit) {
    return units.read(handle ->
        handle
            .createQuery(FROM)
            .bind("first", UuidV7Ids.lowest(submitted))
            .bind("limit", limit)
            .map(
                Row.as(row ->
                    new Stored(new CreditRequestId(row.uuid("request_id")), row.text("record"))))
            .list());
  }
}
