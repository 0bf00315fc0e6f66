package dev.countersign.jobs.alarm;

import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.util.UUID;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Handles a deadline. Every outcome is fine: the request may have moved on before. */
public final class FireAlarmHandler implements JobRequestHandler<FireAlarm> {
  private final PassDeadline passDeadline;

  public FireAlarmHandler(PassDeadline passDeadline) {
    this.passDeadline = passDeadline;
  }

  @Override
  @Job(name = "Deadline of %0")
  public void run(FireAlarm alarm) {
    var id = new CreditRequestId(UUID.fromString(alarm.request()));
    var unused = passDeadline.handle(new PassDeadline.Command(id));
  }
}
