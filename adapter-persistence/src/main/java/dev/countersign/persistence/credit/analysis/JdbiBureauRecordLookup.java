package dev.countersign.persistence.credit.analysis;

import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecordLookup;
import dev.countersign.domain.credit.proposal.TaxId;
import dev.countersign.persistence.store.UnitsOfWork;
import java.util.Optional;

/** Looks one record up, outside any transaction unless the thread has one. */
public record JdbiBureauRecordLookup(UnitsOfWork units) implements BureauRecordLookup {
  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return units.read(handle -> JdbiBureauRecords.find(handle, person));
  }
}
