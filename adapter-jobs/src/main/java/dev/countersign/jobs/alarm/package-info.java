/** Alarms: scheduled jobs for the deadlines of requests. */
@NullMarked
package dev.countersign.jobs.alarm;

import org.jspecify.annotations.NullMarked;
