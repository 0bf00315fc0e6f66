package dev.countersign.application.event;

/** What the transaction of a subscriber reaches at least. */
public interface SubscriberStore {
  ProcessedEvents processedEvents();
}
