package dev.countersign.jobs.alarm;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * Time is up for a request: what JobRunr keeps of an alarm.
 *
 * @param request its id
 */
public record FireAlarm(String request) implements JobRequest {
  @Override
  public Class<FireAlarmHandler> getJobRequestHandler() {
    return FireAlarmHandler.class;
  }
}
