package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.proposal.TaxId;

/** What the simulated credit bureau answers from, within a transaction. */
public interface BureauRecords extends BureauRecordLookup {
  /** Adds the record of a person, in whatever form the tax id is written, or replaces it. */
  void put(TaxId person, BureauRecord record);
}
