package dev.countersign.jobs.upkeep;

/**
 * Something to be done again and again, by one node at a time.
 *
 * @param name stable: what is kept of the chore between two starts
 * @param schedule when, as a cron expression in UTC or an ISO-8601 duration of 5 seconds or more
 * @param work idempotent: it may be done twice, by two nodes at once
 */
public record RecurringJob(String name, String schedule, Runnable work) {}
