/** Scheduled and recurring jobs, kept in the database by JobRunr. */
@NullMarked
package dev.countersign.jobs;

import org.jspecify.annotations.NullMarked;
