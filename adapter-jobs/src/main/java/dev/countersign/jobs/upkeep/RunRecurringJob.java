package dev.countersign.jobs.upkeep;

import org.jobrunr.jobs.lambdas.JobRequest;

/** One run of a recurring job, as JobRunr stores it. */
public record RunRecurringJob(String name) implements JobRequest {
  @Override
  public Class<RunRecurringJobHandler> getJobRequestHandler() {
    return RunRecurringJobHandler.class;
  }
}
