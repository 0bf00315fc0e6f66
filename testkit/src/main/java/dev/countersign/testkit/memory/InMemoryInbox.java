package dev.countersign.testkit.memory;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.Inbox;
import dev.countersign.testkit.memory.InMemoryDatabase.Receipt;
import java.time.Instant;

record InMemoryInbox(Transaction transaction) implements Inbox {
  @Override
  public boolean accept(String consumer, CommittedEvent event, Instant at) {
    Transaction.requireMicros(at);
    var inbox = transaction.tables().inbox;
    var receipt = new Receipt(consumer, event.id());
    if (transaction.findLocked(inbox, receipt).isPresent()) {
      return false;
    }
    transaction.write(inbox, receipt, at);
    return true;
  }
}
