/** The answers kept under idempotency keys. */
@NullMarked
package dev.countersign.persistence.idempotency;

import org.jspecify.annotations.NullMarked;
