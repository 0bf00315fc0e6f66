package dev.countersign.messaging.event;

import dev.countersign.application.event.EventSubscriber;

/**
 * A subscriber with a name of its own. Over Kafka the name stays with the offsets that were reached
 * under it: under another one, everything kept would come again.
 */
public record NamedSubscriber(String name, EventSubscriber subscriber) {}
