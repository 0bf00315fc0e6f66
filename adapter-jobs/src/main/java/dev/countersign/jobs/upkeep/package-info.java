/** The chores that come again and again. */
@NullMarked
package dev.countersign.jobs.upkeep;

import org.jspecify.annotations.NullMarked;
