package dev.countersign.bootstrap;

import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.application.event.OncePerEvent;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.notification.Audience;
import dev.countersign.application.notification.EmailQueue;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.NotifyConcerned;
import dev.countersign.application.notification.SendEmails;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.upkeep.ApplyRetention;
import dev.countersign.application.webhook.QueueDeliveries;
import dev.countersign.application.webhook.SendDeliveries;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.platform.Context.Background;
import dev.countersign.bootstrap.platform.Platform;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done while no caller waits for it: events on their way, and all that follows from them in
 * each context, and notifications, e-mails, webhooks, alarms and upkeep for all of them.
 */
final class BackgroundServices {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundServices.class);
  private static final Duration SEALING_PAUSE = Duration.ofMillis(250);
  private static final Duration SENDING_PAUSE = Duration.ofSeconds(1);
  private static final Duration WEBHOOKS_PAUSE = Duration.ofMillis(250);
  private static final Duration JOBS_WATCH = Duration.ofSeconds(5);

  private final Platform platform;

  /** By the name of the context, in the order in which they were listed. */
  private final Map<String, Background> contexts = new LinkedHashMap<>();

  private final Transactions<NotificationStore> notifications;
  private final Transactions<WebhookStore> webhooks;
  private final Jobs jobs;

  /**
   * Begins with it.
   *
   * @param live to which contexts report progress
   */
  BackgroundServices(
      Platform platform, List<Context> contexts, LiveEvents live, WebhookSender sender) {
    this.platform = platform;
    notifications = platform.background(JdbiNotificationStore::new);
    webhooks = platform.background(JdbiWebhookStore::new);
    sealAudit();
    platform.settings().smtp().ifPresent(this::sendEmails);
    sendDeliveries(sender);
    for (var context : contexts) {
      var background = context.open(platform, live);
      background.progress().forEach(live::include);
      this.contexts.put(context.events().context(), background);
    }
    jobs = startJobs();
    relay(subscribers());
  }

  /** The jobs of this node. */
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

  private void sendDeliveries(WebhookSender sender) {
    var threads = platform.closing().add(new WebhookThreads());
    var deliveries =
        platform.closing().add(new SendDeliveries(webhooks, sender, platform.clock(), threads));
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

  private Jobs startJobs() {
    var handlers = new HashMap<String, AlarmHandler>();
    contexts.values().forEach(context -> handlers.putAll(context.alarmHandlers()));
    var access = platform.access();
    var started =
        platform
            .closing()
            .add(
                Jobs.start(
                    new Storage(access.url(), access.user(), access.password()),
                    handlers,
                    recurringJobs(),
                    JOBS_WATCH));
    platform.registry().gauge("jobs.working", started, it -> it.isWorking() ? 1 : 0);
    return started;
  }

  private List<RecurringJob> recurringJobs() {
    var all = new ArrayList<RecurringJob>();
    contexts.values().forEach(context -> all.addAll(context.recurringJobs()));
    var retention = new ApplyRetention(platform.database().leftovers(), platform.clock());
    all.add(
        new RecurringJob(
            "prune", "17 * * * *", () -> LOG.info("retention deleted: {}", retention.run())));
    var policies = platform.database().policies();
    var zone = policies.inForceAt(platform.clock().instant()).policy().calendar().zone();
    platform
        .settings()
        .backupFolder()
        .map(folder ->
            new NightlyBackup(
                folder, platform.access(), zone, platform.registry(), platform.clock()))
        .ifPresent(backup -> all.add(backup.job()));
    return all;
  }

  private List<NamedSubscriber> subscribers() {
    var all = new ArrayList<NamedSubscriber>();
    contexts.values().forEach(context -> all.addAll(context.subscribers(jobs.alarms())));
    all.add(notifications());
    all.add(
        new NamedSubscriber(
            "webhooks",
            new QueueDeliveries(webhooks, platform.events(), new UuidV7Ids(), platform.clock())));
    return all;
  }

  private NamedSubscriber notifications() {
    var name = "notifications";
    var audiences = new HashMap<String, Audience>();
    contexts.forEach((context, background) ->
        background.audience().ifPresent(audience -> audiences.put(context, audience)));
    var writer = new TranslatedEmails(platform.settings().texts());
    var emails =
        platform.settings().smtp().isPresent()
            ? EmailQueue.toSend(writer)
            : EmailQueue.toKeep(writer);
    return new NamedSubscriber(
        name,
        new OncePerEvent<>(
            name,
            notifications,
            platform.clock(),
            new NotifyConcerned(new UuidV7Ids(), platform.events(), audiences, emails)));
  }

  private void relay(List<NamedSubscriber> subscribers) {
    var relay =
        platform
            .closing()
            .add(
                new OutboxRelay(
                    platform.database().outbox(platform.events()), channel(subscribers)));
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
