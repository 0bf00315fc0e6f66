package dev.countersign.jobs.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.alarm.Alarms;
import dev.countersign.domain.event.StreamId;
import java.time.Instant;
import java.util.UUID;
import org.jobrunr.scheduling.JobRequestScheduler;

/** Alarms as scheduled jobs. The id is derived from request, step and time, so each exists once. */
public final class JobRunrAlarms implements Alarms {
  private final JobRequestScheduler scheduler;

  public JobRunrAlarms(JobRequestScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void set(StreamId stream, String purpose, Instant at) {
    var name = "%s %s %s".formatted(stream, purpose, at);
    var unused =
        scheduler.schedule(
            UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), at, new FireAlarm(stream.toString()));
  }
}
