package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The records, by the canonical form of the tax id. */
public final class JdbiBureauRecords implements BureauRecords {
  private static final Sql PUT =
      Sql.of(
          """
          insert into bureau_record (tax_id, record) values (:tax_id, :record)
          on conflict (tax_id) do update set record = excluded.record
          """);

  private final UnitOfWork unit;

  public JdbiBureauRecords(UnitOfWork unit) {
    this.unit = unit;
  }

  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return find(unit.reading(), person);
  }

  static Optional<BureauRecord> find(Handle handle, TaxId person) {
    return handle
        .createQuery("select record from bureau_record where tax_id = :tax_id")
        .bind("tax_id", person.canonical().value())
        .map(Row.as(row -> CanonicalJson.read(BureauRecord.class, row.text("record"))))
        .findOne();
  }

  @Override
  public void put(TaxId person, BureauRecord record) {
    unit.write(
        new Write(PUT)
            .with("tax_id", person.canonical().value())
            .with("record", CanonicalJson.write(BureauRecord.class, record)));
  }
}
