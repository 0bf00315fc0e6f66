package dev.countersign.bootstrap.credit;

import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.credit.analysis.FactFinding;
import dev.countersign.application.credit.policy.InstallPolicy;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.AnalyseCreditRequestHandler;
import dev.countersign.application.credit.request.AnalyseWhenSubmitted;
import dev.countersign.application.credit.request.CreditEvents;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.credit.request.LiveProgress;
import dev.countersign.application.credit.request.PassDeadline;
import dev.countersign.application.credit.request.PassDeadlineHandler;
import dev.countersign.application.credit.request.RequestAudience;
import dev.countersign.application.credit.request.WatchDeadlines;
import dev.countersign.application.event.ContextEvents;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.live.ProgressSource;
import dev.countersign.application.notification.Audience;
import dev.countersign.application.store.Transactions;
import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.platform.Platform;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.messaging.event.NamedSubscriber;
import dev.countersign.persistence.credit.policy.JdbiPolicyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Credit requests: analysed when submitted, and followed until their deadlines. */
public final class CreditContext implements Context {
  @Override
  public ContextEvents<?> events() {
    return CreditEvents.ALL;
  }

  @Override
  public PermissionCatalog permissions() {
    return CreditPermissions.CATALOG;
  }

  /** A start never changes the policy in force; it refuses to pretend that it did. */
  @Override
  public void prepare(Platform platform, Consumer<String> progress) {
    var install =
        new InstallPolicy(
            platform.transactions(JdbiPolicyStore::new),
            platform.database().policies(),
            platform.clock());
    switch (install.handle(platform.settings().policy())) {
      case InstallPolicy.Installed first ->
          progress.accept("Policy %s is put in force".formatted(first.policy().ref().version()));
      case InstallPolicy.InForce kept ->
          progress.accept("Policy %s is in force".formatted(kept.policy().ref().version()));
      case InstallPolicy.Differs other -> throw differs(other);
    }
  }

  private static StartupFailure differs(InstallPolicy.Differs other) {
    return new StartupFailure(
        """
        Policy %s (%s) is in force, and --policy names another, %s (%s). A start never changes \
        which policy is in force: start without --policy, and publish the other one with \
        "countersign policy publish FILE" or POST /api/v1/policies.\
        """
            .formatted(
                other.inForce().ref().version(),
                other.inForce().ref().hash().value().substring(0, 8),
                other.wanted().version(),
                other.wanted().hash().value().substring(0, 8)));
  }

  @Override
  public Background open(Platform platform, LiveEvents live) {
    Transactions<CreditStore> credit = platform.background(platform.database()::creditStore);
    var progress = new LiveProgress(live, platform.database().requestViews());
    return new CreditBackground(
        platform,
        progress,
        analysis(platform, credit, progress),
        new PassDeadlineHandler(credit, platform.database().policies(), platform.clock()));
  }

  private static AnalyseCreditRequest analysis(
      Platform platform, Transactions<CreditStore> credit, AnalysisProgress progress) {
    var threads =
        platform
            .closing()
            .add(
                Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("fact-finding-", 1).factory()));
    var sources =
        new Sources(
            platform.settings(),
            new SourceObserver(platform.registry(), platform.tracing().tracer()),
            platform.closing());
    var analyse =
        new AnalyseCreditRequestHandler(
            credit,
            platform.database().policies(),
            new FactFinding(
                sources.all(
                    platform.inBackground().lookup(platform.database().bureauRecords()::find)
                        ::apply),
                io.opentelemetry.context.Context.taskWrapping(threads)),
            progress,
            platform.clock());
    return command ->
        platform
            .tracing()
            .apart(
                "analyse credit request",
                "countersign.request",
                command.request().toString(),
                () -> analyse.handle(command));
  }

  private record CreditBackground(
      Platform platform,
      LiveProgress reporting,
      AnalyseCreditRequest analyse,
      PassDeadline passDeadline)
      implements Background {
    @Override
    public Optional<Audience> audience() {
      return Optional.of(
          new RequestAudience(platform.database().requestViews(), platform.database().policies()));
    }

    /** Whatever comes of it is good: it may have been done, or decided, before. */
    @Override
    public Map<String, AlarmHandler> alarmHandlers() {
      return Map.of(
          CreditRequestId.STREAM_TYPE,
          stream -> {
            var unused = passDeadline.handle(new PassDeadline.Command(CreditRequestId.of(stream)));
          });
    }

    @Override
    public List<RecurringJob> recurringJobs() {
      return new CreditJobs(
              platform.database(), analyse, passDeadline, platform.registry(), platform.clock())
          .all();
    }

    @Override
    public List<ProgressSource> progress() {
      return List.of(reporting);
    }

    @Override
    public List<NamedSubscriber> subscribers(Alarms alarms) {
      return List.of(
          new NamedSubscriber("analysis", new AnalyseWhenSubmitted(analyse)),
          new NamedSubscriber(
              "deadlines", new WatchDeadlines(platform.database().requestViews(), alarms)),
          new NamedSubscriber("metrics", new DecisionMetrics(platform.registry())));
    }
  }
}
