package dev.countersign.jobs.upkeep;

/**
 * A recurring job, run by one node at a time.
 *
 * @param name stable: the id of the job across restarts
 * @param schedule when, as a cron expression in UTC or an ISO-8601 duration of 5 seconds or more
 * @param work idempotent: it may be done twice, by two nodes at once
 */
public record RecurringJob(String name, String schedule, Runnable work) {}
