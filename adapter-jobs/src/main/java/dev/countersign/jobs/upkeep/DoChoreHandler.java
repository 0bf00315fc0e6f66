package dev.countersign.jobs.upkeep;

import java.util.List;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the chore of a name. What fails is not tried again: its next turn comes. */
public final class DoChoreHandler implements JobRequestHandler<DoChore> {
  private static final Logger LOG = LoggerFactory.getLogger(DoChoreHandler.class);

  private final List<Chore> chores;

  public DoChoreHandler(List<Chore> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  @Job(name = "%0", retries = 0)
  public void run(DoChore turn) {
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
