package dev.countersign.persistence.credit.request;

import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.OverdueRequests;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Finds what is overdue by an index of what is due. */
public final class JdbiOverdueRequests implements OverdueRequests {
  private static final String NOT_ANALYSED =
      """
      select r.id, r.proposed from credit_request r
      join change c on c.stream_id = r.id and c.version = r.proposed
        and c.stream_type = 'credit-request'
      where r.status = 'SUBMITTED' and c.at <= :by
      order by r.id limit :limit
      """;

  private static final String DUE =
      """
      select id from credit_request where coalesce(next_step_at, answer_by) <= :at
      order by coalesce(next_step_at, answer_by), id limit :limit
      """;

  private final UnitsOfWork units;

  public JdbiOverdueRequests(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public List<AnalyseCreditRequest.Command> notAnalysed(Instant cameBy, int limit) {
    return units.read(handle ->
        handle
            .createQuery(NOT_ANALYSED)
            .bind("by", cameBy.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map(
                Row.as(row ->
                    new AnalyseCreditRequest.Command(
                        new CreditRequestId(row.uuid("id")),
                        new Revision(row.integer("proposed")))))
            .list());
  }

  @Override
  public List<CreditRequestId> due(Instant at, int limit) {
    return units.read(handle ->
        handle
            .createQuery(DUE)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .bind("limit", limit)
            .map(Row.as(row -> new CreditRequestId(row.uuid("id"))))
            .list());
  }
}
