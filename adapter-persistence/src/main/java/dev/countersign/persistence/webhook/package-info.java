/** The tables of webhooks and of their deliveries. */
@NullMarked
package dev.countersign.persistence.webhook;

import org.jspecify.annotations.NullMarked;
