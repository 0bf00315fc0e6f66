package dev.countersign.testkit.memory;

import dev.countersign.application.credit.analysis.BureauRecord;
import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Optional;

record InMemoryBureauRecords(Transaction transaction) implements BureauRecords {
  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return transaction.find(transaction.tables().bureauRecords, person.canonical());
  }

  @Override
  public void put(TaxId person, BureauRecord record) {
    transaction.write(transaction.tables().bureauRecords, person.canonical(), record);
  }
}
