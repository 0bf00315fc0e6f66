package dev.countersign.testkit.memory;

import dev.countersign.application.credit.analysis.BureauRecords;
import dev.countersign.domain.credit.proposal.TaxId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class InMemoryBureauRecords implements BureauRecords {
  private final Map<TaxId, BureauRecord> records = new ConcurrentHashMap<>();

  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return Optional.ofNullable(records.get(person));
  }

  @Override
  public void put(TaxId person, BureauRecord record) {
    records.put(person, record);
  }
}
