package dev.countersign.bootstrap;

import dev.countersign.application.analysis.BureauRecords;
import dev.countersign.application.store.Store;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.proposal.TaxId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The database as work in the background sees it: a quarter of the connections at most, so that a
 * backlog never takes from callers what they wait for.
 */
final class Background implements Transactions, BureauRecords {
  private final Transactions transactions;
  private final BureauRecords records;
  private final Semaphore turns;

  Background(Transactions transactions, BureauRecords records, int connections) {
    this.transactions = transactions;
    this.records = records;
    this.turns = new Semaphore(Math.max(1, connections / 4), true);
  }

  @Override
  public <T> T inTransaction(Function<Store, T> work) {
    return inTurn(() -> transactions.inTransaction(work));
  }

  @Override
  public Optional<BureauRecord> find(TaxId person) {
    return inTurn(() -> records.find(person));
  }

  @Override
  public void put(TaxId person, BureauRecord record) {
    var unused =
        inTurn(() -> {
          records.put(person, record);
          return person;
        });
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
