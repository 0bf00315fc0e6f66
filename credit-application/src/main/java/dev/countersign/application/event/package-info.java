/** Committed events on their way to whoever wants to know. */
@NullMarked
package dev.countersign.application.event;

import org.jspecify.annotations.NullMarked;
