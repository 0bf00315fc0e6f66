package dev.countersign.jobs.alarm;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * A scheduled job that handles a request's deadline.
 *
 * @param request its id
 */
public record FireAlarm(String request) implements JobRequest {
  @Override
  public Class<FireAlarmHandler> getJobRequestHandler() {
    return FireAlarmHandler.class;
  }
}
