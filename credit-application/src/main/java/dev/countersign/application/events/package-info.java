/** Committed events on their way to whoever wants to know. */
@NullMarked
package dev.countersign.application.events;

import org.jspecify.annotations.NullMarked;
