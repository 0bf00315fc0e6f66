/** The alarms of requests that wait for people. */
@NullMarked
package dev.countersign.jobs.request;

import org.jspecify.annotations.NullMarked;
