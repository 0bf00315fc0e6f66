/** The alarms of requests that wait for people. */
@NullMarked
package dev.countersign.jobs.alarm;

import org.jspecify.annotations.NullMarked;
