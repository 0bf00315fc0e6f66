/** Webhooks: other systems that events are sent to, and the deliveries to them. */
@NullMarked
package dev.countersign.application.webhook;

import org.jspecify.annotations.NullMarked;
