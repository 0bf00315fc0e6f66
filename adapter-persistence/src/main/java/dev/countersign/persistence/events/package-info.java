/** Committed events that wait for delivery. */
@NullMarked
package dev.countersign.persistence.events;

import org.jspecify.annotations.NullMarked;
