/** A command sent twice takes effect once and is answered alike. */
@NullMarked
package dev.countersign.application.idempotency;

import org.jspecify.annotations.NullMarked;
