package dev.countersign.jobs.upkeep;

import org.jobrunr.jobs.lambdas.JobRequest;

/** A chore's turn has come: what JobRunr keeps of it. */
public record RunRecurringJob(String name) implements JobRequest {
  @Override
  public Class<RunRecurringJobHandler> getJobRequestHandler() {
    return RunRecurringJobHandler.class;
  }
}
