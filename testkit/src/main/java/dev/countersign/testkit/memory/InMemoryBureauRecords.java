package dev.countersign.testkit.memory;

import dev.countersign.application.analysis.BureauRecords;
import dev.countersign.domain.proposal.TaxId;
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
