package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.ProcessedEvents;
import dev.countersign.testkit.memory.InMemoryDatabase.Receipt;
import java.time.Instant;

record InMemoryProcessedEvents(Transaction transaction) implements ProcessedEvents {
  @Override
  public boolean markProcessed(String subscriber, CommittedEvent event, Instant at) {
    Transaction.requireMicros(at);
    var processed = transaction.tables().processedEvents;
    var receipt = new Receipt(subscriber, event.id());
    if (transaction.findLocked(processed, receipt).isPresent()) {
      return false;
    }
    transaction.write(processed, receipt, at);
    return true;
  }
}
