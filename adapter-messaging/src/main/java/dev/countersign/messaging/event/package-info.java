/** Delivery of committed events: within the process, or over Kafka. */
@NullMarked
package dev.countersign.messaging.event;

import org.jspecify.annotations.NullMarked;
