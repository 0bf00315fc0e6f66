package dev.countersign.messaging.event;

import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Settlement;

/** Where the relay brings events: to subscribers in the process, or to Kafka. */
@FunctionalInterface
public interface EventChannel {
  /** Brings an event on its way; does not throw. */
  Settlement send(Entry entry);
}
