/** The tables of webhooks and of what they are told. */
@NullMarked
package dev.countersign.persistence.webhook;

import org.jspecify.annotations.NullMarked;
