/** Committed events that wait for delivery. */
@NullMarked
package dev.countersign.persistence.event;

import org.jspecify.annotations.NullMarked;
