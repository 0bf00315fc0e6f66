package dev.countersign.application.event;

import java.time.Instant;

/** Which consumer has handled which event, within a transaction. */
public interface Inbox {
  /**
   * Takes the event in for the consumer, together with what the transaction changes. Whoever comes
   * second waits until the first has committed or given up.
   *
   * @param consumer its lasting name
   * @return whether it was never taken in before
   */
  boolean accept(String consumer, CommittedEvent event, Instant at);
}
