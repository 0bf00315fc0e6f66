package dev.countersign.jobs.request;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * Time is up for a request: what JobRunr keeps of an alarm.
 *
 * @param request its id
 */
public record RingAlarm(String request) implements JobRequest {
  @Override
  public Class<RingAlarmHandler> getJobRequestHandler() {
    return RingAlarmHandler.class;
  }
}
