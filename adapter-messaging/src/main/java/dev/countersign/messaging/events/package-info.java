/** Delivery of committed events: within the process, or over Kafka. */
@NullMarked
package dev.countersign.messaging.events;

import org.jspecify.annotations.NullMarked;
