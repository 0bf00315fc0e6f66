package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.util.Optional;

/** The records, by tax id. */
public final class JdbiBureauRecords implements BureauRecords {
  private static final Sql PUT =
      Sql.of(
          """
          insert into bureau_record (tax_id, record) values (:tax_id, :record)
          on conflict (tax_id) do update set record = excluded.record
          """);

  private final UnitsOfWork units;

  public JdbiBureauRecords(UnitsOfWork units) {
    this.units = units;
  }

  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return units.read(handle ->
        handle
            .createQuery("select record from bureau_record where tax_id = :tax_id")
            .bind("tax_id", person.value())
            .map(Row.as(row -> CanonicalJson.read(BureauRecord.class, row.text("record"))))
            .findOne());
  }

  @Override
  public void put(TaxId person, BureauRecord record) {
    units.run(unit ->
        unit.write(
            new Write(PUT)
                .with("tax_id", person.value())
                .with("record", CanonicalJson.write(BureauRecord.class, record))));
  }
}
