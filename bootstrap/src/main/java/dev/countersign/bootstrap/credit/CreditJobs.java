package dev.countersign.bootstrap.credit;

import dev.countersign.application.credit.analysis.ReplayAnalyses;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.application.credit.request.Sweep;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.persistence.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring jobs of credit, with their logs and metrics: what the sweeper found ({@code
 * swept_total}), what became of analyses that were repeated ({@code replayed_total}), how many did
 * not repeat ({@code replay_mismatch_total}), and how long none was repeated ({@code
 * replay_idle_seconds}).
 */
final class CreditJobs {
  private static final Logger LOG = LoggerFactory.getLogger(CreditJobs.class);

  private final Sweep sweep;
  private final ReplayAnalyses replay;
  private final Counter analysed;
  private final Counter passed;
  private final Counter mismatches;
  private final Counter same;
  private final Counter different;
  private final Counter unreadable;

  CreditJobs(
      Database database,
      AnalyseCreditRequest analyse,
      PassDeadline passDeadline,
      MeterRegistry registry,
      Clock clock) {
    sweep = new Sweep(database.overdueRequests(), analyse, passDeadline, clock);
    replay = new ReplayAnalyses(database.storedAnalyses(), database.policies(), clock);
    analysed = registry.counter("swept", "what", "analysis");
    passed = registry.counter("swept", "what", "deadline");
    mismatches = registry.counter("replay.mismatch");
    same = registry.counter("replayed", "result", "same");
    different = registry.counter("replayed", "result", "different");
    unreadable = registry.counter("replayed", "result", "unreadable");
    var analyses = database.storedAnalyses();
    TimeGauge.builder(
            "replay.idle",
            analyses,
            TimeUnit.MILLISECONDS,
            stored ->
                stored
                    .idleSince()
                    .map(since -> Duration.between(since, clock.instant()).toMillis())
                    .orElse(0L))
        .description("how long no past analysis was repeated")
        .register(registry);
  }

  List<RecurringJob> all() {
    return List.of(
        new RecurringJob("sweep", "PT30S", this::sweep),
        new RecurringJob("replay", "40 3 * * *", this::replay));
  }

  private void sweep() {
    var swept = sweep.run();
    analysed.increment(swept.analysed());
    passed.increment(swept.passed());
    swept
        .failures()
        .forEach(
            failure -> LOG.warn("the deadline of an overdue request can't be handled", failure));
  }

  private void replay() {
    var replayed = replay.run();
    same.increment(replayed.same());
    different.increment(replayed.different().size());
    unreadable.increment(replayed.unreadable().size());
    mismatches.increment(replayed.different().size() + (double) replayed.unreadable().size());
    replayed
        .different()
        .forEach(request ->
            LOG.warn(
                "the analysis of credit request {} does not repeat: was it altered?", request));
    replayed
        .unreadable()
        .forEach(request ->
            LOG.warn(
                "the analysis of credit request {} can't be repeated: was it altered?", request));
    LOG.info("{} past analyses were replayed with the same result", replayed.same());
  }
}
