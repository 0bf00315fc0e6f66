package dev.countersign.jobs.upkeep;

import java.util.List;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the chore of a name. What fails is not tried again: its next turn comes. */
public final class RunRecurringJobHandler implements JobRequestHandler<RunRecurringJob> {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecurringJobHandler.class);

  private final List<RecurringJob> chores;

  public RunRecurringJobHandler(List<RecurringJob> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  @Job(name = "%0", retries = 0)
  public void run(RunRecurringJob turn) {
    chores.stream()
        .filter(chore -> chore.name().equals(turn.name()))
        .findFirst()
        .ifPresentOrElse(
            chore -> chore.work().run(),
            () ->
                LOG.warn(
                    "the chore {} is not one of this node's: has every node the same settings?",
                    turn.name()));
  }
}
