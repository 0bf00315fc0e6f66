package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.store.StaleRevision;

record InMemoryEventLog(Transaction transaction) implements EventLog {
  @Override
  public void append(StreamChange change) {
    Transaction.requireMicros(change.at());
    var tables = transaction.tables();
    int version = transaction.findLocked(tables.streams, change.stream()).orElse(0);
    if (change.version() != version + 1) {
      throw new StaleRevision(change.stream().toString());
    }
    transaction.write(tables.streams, change.stream(), change.version());
    for (var event : change.events()) {
      long number = tables.nextNumber();
      var committed =
          new CommittedEvent(
              number,
              change.stream(),
              change.version(),
              change.owner(),
              change.at(),
              change.by(),
              event);
      transaction.write(tables.events, number, OutboxEvent.waiting(committed));
    }
  }
}
