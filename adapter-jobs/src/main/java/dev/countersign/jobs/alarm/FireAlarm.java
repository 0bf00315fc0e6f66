package dev.countersign.jobs.alarm;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * A time has come for a stream: what JobRunr keeps of an alarm.
 *
 * @param stream its name, such as {@code credit-request/0198…}
 */
public record FireAlarm(String stream) implements JobRequest {
  @Override
  public Class<FireAlarmHandler> getJobRequestHandler() {
    return FireAlarmHandler.class;
  }
}
