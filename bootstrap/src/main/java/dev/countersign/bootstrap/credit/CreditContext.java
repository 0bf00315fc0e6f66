package dev.countersign.bootstrap.credit;

import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.alarm.Alarms;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.credit.analysis.FactFinding;
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
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.messaging.event.NamedSubscriber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

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
