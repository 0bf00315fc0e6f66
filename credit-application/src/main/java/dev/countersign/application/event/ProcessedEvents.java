package dev.countersign.application.event;

import java.time.Instant;

/** Which subscriber has processed which event, within a transaction. */
public interface ProcessedEvents {
  /**
   * Marks the event as processed by the subscriber, together with what the transaction changes.
   * Whoever comes second waits until the first has committed or given up.
   *
   * @param subscriber its lasting name
   * @return whether it was never marked before
   */
  boolean markProcessed(String subscriber, CommittedEvent event, Instant at);
}
