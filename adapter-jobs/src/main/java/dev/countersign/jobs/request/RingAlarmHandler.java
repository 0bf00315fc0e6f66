package dev.countersign.jobs.request;

import dev.countersign.application.request.PassDeadline;
import dev.countersign.domain.request.CreditRequestId;
import java.util.UUID;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does what is due. Whatever comes of it is good: it may have been done, or decided, before. */
public final class RingAlarmHandler implements JobRequestHandler<RingAlarm> {
  private final PassDeadline passDeadline;

  public RingAlarmHandler(PassDeadline passDeadline) {
    this.passDeadline = passDeadline;
  }

  @Override
  @Job(name = "Deadline of %0")
  public void run(RingAlarm alarm) {
    var id = new CreditRequestId(UUID.fromString(alarm.request()));
    var unused = passDeadline.handle(new PassDeadline.Command(id));
  }
}
