package dev.countersign.jobs.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.credit.request.Alarms;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.util.UUID;
import org.jobrunr.scheduling.JobRequestScheduler;

/** Alarms as scheduled jobs. The id is derived from request, step and time, so each exists once. */
public final class JobRunrAlarms implements Alarms {
  private final JobRequestScheduler scheduler;

  public JobRunrAlarms(JobRequestScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void set(CreditRequestId request, Due due) {
    var name = "%s %s %s".formatted(request, due.step(), due.at());
    var unused =
        scheduler.schedule(
            UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
            due.at(),
            new FireAlarm(request.toString()));
  }
}
