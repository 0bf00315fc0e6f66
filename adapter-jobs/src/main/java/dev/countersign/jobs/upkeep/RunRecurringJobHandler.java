package dev.countersign.jobs.upkeep;

import java.util.List;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the recurring job of a name. A failed run is not retried: the next one follows. */
public final class RunRecurringJobHandler implements JobRequestHandler<RunRecurringJob> {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecurringJobHandler.class);

  private final List<RecurringJob> recurring;

  public RunRecurringJobHandler(List<RecurringJob> recurring) {
    this.recurring = List.copyOf(recurring);
  }

  @Override
  @Job(name = "%0", retries = 0)
  public void run(RunRecurringJob turn) {
    recurring.stream()
        .filter(job -> job.name().equals(turn.name()))
        .findFirst()
        .ifPresentOrElse(
            job -> job.work().run(),
            () ->
                LOG.warn(
                    "unknown recurring job {}: do all nodes have the same settings?", turn.name()));
  }
}
