/** Delivery of committed events within the process. */
@NullMarked
package dev.countersign.messaging.events;

import org.jspecify.annotations.NullMarked;
