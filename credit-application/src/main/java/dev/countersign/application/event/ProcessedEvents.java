package dev.countersign.application.event;

import java.time.Instant;

/** Which consumer has processed which event, within a transaction. */
public interface ProcessedEvents {
  /**
   * Marks the event as processed by the consumer, together with what the transaction changes.
   * Whoever comes second waits until the first has committed or given up.
   *
   * @param consumer its lasting name
   * @return whether it was never marked before
   */
  boolean markProcessed(String consumer, CommittedEvent event, Instant at);
}
