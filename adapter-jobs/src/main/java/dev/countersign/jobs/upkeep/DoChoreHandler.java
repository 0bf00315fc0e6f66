package dev.countersign.jobs.upkeep;

import java.util.List;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Does the chore of a name. What fails is not tried again: its next turn comes. */
public final class DoChoreHandler implements JobRequestHandler<DoChore> {
  private final List<Chore> chores;

  public DoChoreHandler(List<Chore> chores) {
    this.chores = List.copyOf(chores);
  }

  @Override
  @Job(name = "%0", retries = 0)
  public void run(DoChore turn) {
    chores.stream()
        .filter(chore -> chore.name().equals(turn.name()))
        .forEach(chore -> chore.work().run());
  }
}
