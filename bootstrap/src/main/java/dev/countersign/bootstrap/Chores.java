package dev.countersign.bootstrap;

import dev.countersign.application.request.AnalyseCreditRequest;
import dev.countersign.application.request.PassDeadline;
import dev.countersign.application.upkeep.Prune;
import dev.countersign.application.upkeep.ReplayAnalyses;
import dev.countersign.application.upkeep.Sweep;
import dev.countersign.jobs.upkeep.Chore;
import dev.countersign.persistence.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the system does by itself again and again, told in the log and counted: what the sweeper
 * found ({@code swept_total}), and analyses that do not repeat ({@code replay_mismatch_total}).
 */
final class Chores {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private final Sweep sweep;
  private final Prune prune;
  private final ReplayAnalyses replay;
  private final Counter analysed;
  private final Counter passed;
  private final Counter mismatches;

  Chores(
      Database database,
      AnalyseCreditRequest analyse,
      PassDeadline passDeadline,
      MeterRegistry registry,
      Clock clock) {
    sweep = new Sweep(database.overdueRequests(), analyse, passDeadline, clock);
    prune = new Prune(database.leftovers(), clock);
    replay =
        new ReplayAnalyses(
            database.storedAnalyses(), database.policies(), RandomGenerator.getDefault(), clock);
    analysed = registry.counter("swept", "what", "analysis");
    passed = registry.counter("swept", "what", "deadline");
    mismatches = registry.counter("replay.mismatch");
  }

  List<Chore> all() {
    return List.of(
        new Chore("sweep", "PT30S", this::sweep),
        new Chore("prune", "17 * * * *", this::prune),
        new Chore("replay", "40 3 * * *", this::replay));
  }

  private void sweep() {
    var swept = sweep.run();
    analysed.increment(swept.analysed());
    passed.increment(swept.passed());
    swept
        .failures()
        .forEach(failure -> LOG.warn("a request that is overdue can't be moved on", failure));
  }

  private void prune() {
    LOG.info("dropped what is of no more use: {}", prune.run());
  }

  private void replay() {
    var replayed = replay.run();
    mismatches.increment(replayed.mismatches().size());
    replayed
        .mismatches()
        .forEach(request ->
            LOG.warn(
                "the analysis of credit request {} does not repeat: was it altered?", request));
    LOG.info("{} past analyses came to the same again", replayed.same());
  }
}
