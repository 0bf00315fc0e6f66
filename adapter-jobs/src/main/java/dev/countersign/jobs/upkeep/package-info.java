/** Recurring jobs. */
@NullMarked
package dev.countersign.jobs.upkeep;

import org.jspecify.annotations.NullMarked;
