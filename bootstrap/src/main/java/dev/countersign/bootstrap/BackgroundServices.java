package dev.countersign.bootstrap;

import dev.countersign.application.alarm.AlarmHandler;
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
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.notification.EmailQueue;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.NotifyConcerned;
import dev.countersign.application.notification.SendEmails;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.QueueDeliveries;
import dev.countersign.application.webhook.SendDeliveries;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.bootstrap.credit.DecisionMetrics;
import dev.countersign.bootstrap.credit.SourceObserver;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.jobs.Jobs;
import dev.countersign.jobs.Storage;
import dev.countersign.jobs.upkeep.RecurringJob;
import dev.countersign.mail.notification.SmtpMailer;
import dev.countersign.mail.notification.SmtpServer;
import dev.countersign.mail.notification.TranslatedEmails;
import dev.countersign.messaging.event.EventChannel;
import dev.countersign.messaging.event.KafkaEvents;
import dev.countersign.messaging.event.NamedSubscriber;
import dev.countersign.messaging.event.OutboxRelay;
import dev.countersign.messaging.event.SubscribersInProcess;
import dev.countersign.persistence.notification.JdbiNotificationStore;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.persistence.webhook.JdbiWebhookStore;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * What is done while no caller waits for it: events on their way, and all that follows from them,
 * which is analyses, notifications, e-mails, webhooks, deadlines and upkeep.
 */
final class BackgroundServices {
  private static final Duration SEALING_PAUSE = Duration.ofMillis(250);
  private static final Duration SENDING_PAUSE = Duration.ofSeconds(1);
  private static final Duration WEBHOOKS_PAUSE = Duration.ofMillis(250);
  private static final Duration JOBS_WATCH = Duration.ofSeconds(5);

  private final Platform platform;
  private final BackgroundTransactions background;
  private final Transactions<CreditStore> credit;
  private final Transactions<NotificationStore> notifications;
  private final Transactions<WebhookStore> webhooks;
  private final Jobs jobs;

  /**
   * Begins with it.
   *
   * @param live to which contexts report progress
   */
  BackgroundServices(Platform platform, LiveEvents live, WebhookSender courier) {
    this.platform = platform;
    background =
        new BackgroundTransactions(
            platform.database()::waiting, platform.settings().databasePoolSize());
    credit = background.of(platform.transactions(platform.database()::creditStore));
    notifications = background.of(platform.transactions(JdbiNotificationStore::new));
    webhooks = background.of(platform.transactions(JdbiWebhookStore::new));
    sealAudit();
    platform.settings().smtp().ifPresent(this::sendEmails);
    sendDeliveries(courier);
    var progress = new LiveProgress(live, platform.database().requestViews());
    live.include(progress);
    var analyse = analysis(progress);
    jobs = jobs(analyse);
    relay(
        List.of(
            new NamedSubscriber("analysis", new AnalyseWhenSubmitted(analyse)),
            new NamedSubscriber(
                "deadlines", new WatchDeadlines(platform.database().requestViews(), jobs.alarms())),
            notifications(),
            new NamedSubscriber(
                "webhooks",
                new QueueDeliveries(
                    webhooks, platform.events(), new UuidV7Ids(), platform.clock())),
            new NamedSubscriber("metrics", new DecisionMetrics(platform.registry()))));
  }

  Jobs jobs() {
    return jobs;
  }

  /** Until the very end, so that what stops in order leaves nothing unsealed. */
  private void sealAudit() {
    var sealer = platform.database().auditSealer();
    platform
        .closing()
        .also(() -> {
          int unused = sealer.seal();
        });
    repeat("audit-sealer", SEALING_PAUSE, sealer::seal);
  }

  private void sendEmails(SmtpServer server) {
    var emails = new SendEmails(notifications, new SmtpMailer(server), platform.clock());
    repeat("email-sender", SENDING_PAUSE, emails::sendDue);
  }

  private void sendDeliveries(WebhookSender courier) {
    var threads = platform.closing().add(new WebhookThreads());
    var deliveries =
        platform.closing().add(new SendDeliveries(webhooks, courier, platform.clock(), threads));
    repeat("webhook-sender", WEBHOOKS_PAUSE, deliveries::sendDue);
  }

  private void repeat(String name, Duration pause, IntSupplier task) {
    platform
        .closing()
        .also(
            new PeriodicTask(
                name,
                pause,
                () -> {
                  int unused = task.getAsInt();
                }));
  }

  private AnalyseCreditRequest analysis(AnalysisProgress progress) {
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
    return platform
        .tracing()
        .analysis(
            new AnalyseCreditRequestHandler(
                credit,
                platform.database().policies(),
                new FactFinding(
                    sources.all(background.lookup(platform.database().bureauRecords())),
                    Context.taskWrapping(threads)),
                progress,
                platform.clock()));
  }

  private Jobs jobs(AnalyseCreditRequest analyse) {
    var passDeadline =
        new PassDeadlineHandler(credit, platform.database().policies(), platform.clock());
    var access = platform.access();
    var started =
        platform
            .closing()
            .add(
                Jobs.start(
                    new Storage(access.url(), access.user(), access.password()),
                    Map.of(CreditRequestId.STREAM_TYPE, passDeadlineOf(passDeadline)),
                    chores(analyse, passDeadline),
                    JOBS_WATCH));
    platform.registry().gauge("jobs.working", started, it -> it.isWorking() ? 1 : 0);
    return started;
  }

  /** Whatever comes of it is good: it may have been done, or decided, before. */
  private static AlarmHandler passDeadlineOf(PassDeadline passDeadline) {
    return stream -> {
      var unused = passDeadline.handle(new PassDeadline.Command(CreditRequestId.of(stream)));
    };
  }

  private List<RecurringJob> chores(AnalyseCreditRequest analyse, PassDeadline passDeadline) {
    var upkeep =
        new RecurringJobs(
            platform.database(), analyse, passDeadline, platform.registry(), platform.clock());
    var zone = platform.settings().policy().calendar().zone();
    var backup =
        platform
            .settings()
            .backupFolder()
            .map(folder ->
                new NightlyBackup(
                    folder, platform.access(), zone, platform.registry(), platform.clock()));
    return Stream.concat(upkeep.all().stream(), backup.map(NightlyBackup::chore).stream()).toList();
  }

  private NamedSubscriber notifications() {
    var name = "notifications";
    var writer = new TranslatedEmails(platform.settings().texts());
    var letters =
        platform.settings().smtp().isPresent()
            ? EmailQueue.toSend(writer)
            : EmailQueue.toKeep(writer);
    return new NamedSubscriber(
        name,
        new OncePerEvent<>(
            name,
            notifications,
            platform.clock(),
            new NotifyConcerned(
                new UuidV7Ids(),
                platform.events(),
                Map.of(
                    CreditEvents.CONTEXT,
                    new RequestAudience(
                        platform.database().requestViews(), platform.database().policies())),
                letters)));
  }

  private void relay(List<NamedSubscriber> subscribers) {
    var relay =
        platform
            .closing()
            .add(
                new OutboxRelay(platform.database().outbox(platform.events()), channel(subscribers)));
    platform.afterEventsCommitted().add(relay::wake);
    relay.start();
  }

  /** Where the relay brings events: to all subscribers, or to Kafka, which brings them on. */
  private EventChannel channel(List<NamedSubscriber> subscribers) {
    if (platform.settings().kafka().isEmpty()) {
      return new SubscribersInProcess(subscribers, platform.events(), platform.clock());
    }
    var kafka = platform.settings().kafka().get();
    var events =
        platform
            .closing()
            .add(KafkaEvents.open(kafka.cluster(), kafka.topics(), platform.events()));
    for (var each : subscribers) {
      platform
          .closing()
          .also(events.handTo(each, platform.database().deadLetters(), platform.clock()));
    }
    return events;
  }
}
