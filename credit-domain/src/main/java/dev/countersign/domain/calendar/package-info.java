/** Business days and working hours. */
@NullMarked
package dev.countersign.domain.calendar;

import org.jspecify.annotations.NullMarked;
