package dev.countersign.bootstrap;

import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.Registration;
import dev.countersign.application.analysis.AnalysisProgress;
import dev.countersign.application.analysis.FactFinding;
import dev.countersign.application.events.EventSubscriber;
import dev.countersign.application.events.OncePerEvent;
import dev.countersign.application.idempotency.OncePerKey;
import dev.countersign.application.notification.KeptEmails;
import dev.countersign.application.notification.Letters;
import dev.countersign.application.notification.NotifyConcerned;
import dev.countersign.application.notification.OwnNotifications;
import dev.countersign.application.notification.SendEmails;
import dev.countersign.application.repayment.PreviewSchedule;
import dev.countersign.application.request.AnalyseCreditRequest;
import dev.countersign.application.request.AnalyseCreditRequestHandler;
import dev.countersign.application.request.AnalyseWhenSubmitted;
import dev.countersign.application.request.DecideStageHandler;
import dev.countersign.application.request.HoldStageHandler;
import dev.countersign.application.request.PassDeadline;
import dev.countersign.application.request.PassDeadlineHandler;
import dev.countersign.application.request.ReadCreditRequests;
import dev.countersign.application.request.ReviseCreditRequestHandler;
import dev.countersign.application.request.SubmitCreditRequestHandler;
import dev.countersign.application.request.WatchDeadlines;
import dev.countersign.application.request.WithdrawCreditRequestHandler;
import dev.countersign.application.webhook.Courier;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.application.webhook.QueueDeliveries;
import dev.countersign.application.webhook.SendDeliveries;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.bootstrap.account.Argon2Passwords;
import dev.countersign.bootstrap.account.FirstAccounts;
import dev.countersign.bootstrap.account.SecretFile;
import dev.countersign.bootstrap.metrics.DecisionMetrics;
import dev.countersign.bootstrap.metrics.SourceMetrics;
import dev.countersign.bootstrap.metrics.SystemMetrics;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.bootstrap.tracing.Tracing;
import dev.countersign.http.HttpApi;
import dev.countersign.http.UseCases;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.access.SigningKey;
import dev.countersign.http.health.ManagementServer;
import dev.countersign.http.live.LiveUpdates;
import dev.countersign.jobs.Jobs;
import dev.countersign.jobs.Storage;
import dev.countersign.jobs.upkeep.Chore;
import dev.countersign.mail.notification.SmtpMailer;
import dev.countersign.mail.notification.SmtpServer;
import dev.countersign.mail.notification.TranslatedLetters;
import dev.countersign.messaging.events.KafkaEvents;
import dev.countersign.messaging.events.NamedSubscriber;
import dev.countersign.messaging.events.OutboxRelay;
import dev.countersign.messaging.events.UnusableTopic;
import dev.countersign.persistence.Database;
import dev.countersign.persistence.backup.BackupException;
import dev.countersign.persistence.postgres.EmbeddedPostgresException;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.webhook.HttpCourier;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole system, running: database, use cases, relay, HTTP API and management server. The one
 * place where everything is put together.
 */
public final class Countersign implements AutoCloseable {
  private static final String ISSUER = "countersign";
  private static final String AUDIENCE = "countersign-api";
  private static final Duration SEALING_PAUSE = Duration.ofMillis(250);
  private static final Duration SENDING_PAUSE = Duration.ofSeconds(1);
  private static final Duration WEBHOOKS_PAUSE = Duration.ofMillis(250);
  private static final int SECRET_BYTES = 32;
  private static final Duration JOBS_WATCH = Duration.ofSeconds(5);
  private static final String JOBS_USER = "jobs";
  private static final String JOBS_PASSWORD = "jobs-password";

  /** As precise as the database keeps it. */
  private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  private final Closing closing;
  private final Settings settings;
  private final String databaseUrl;
  private final Optional<String> demoPassword;
  private final Optional<Path> adminPassword;
  private final URI apiUrl;
  private final URI managementUrl;
  private final Optional<URI> jobsUrl;

  private Countersign(Settings settings, Consumer<String> progress, Closing closing)
      throws IOException {
    this.closing = closing;
    this.settings = settings;
    Files.createDirectories(settings.data());
    var access = closing.add(DatabaseAccess.toServe(settings, progress));
    databaseUrl = access.url();
    var wakeRelay = new AtomicReference<Runnable>(() -> {});
    var wakeLive = new AtomicReference<Runnable>(() -> {});
    var database =
        closing.add(
            Database.open(
                access.url(),
                access.user(),
                access.password(),
                settings.databasePoolSize(),
                CLOCK,
                () -> {
                  wakeRelay.get().run();
                  wakeLive.get().run();
                }));
    var policy = database.policies().publish(settings.policy(), CLOCK.instant());
    progress.accept("Policy %s is in force".formatted(policy.ref().version()));

    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    closing.also(registry::close);
    closing.also(new SystemMetrics(registry, database));
    var tracing = closing.add(Tracing.to(settings.collector(), Version.get()));
    closing.also(new Repeatedly("audit-sealer", SEALING_PAUSE, sealing(database)));

    var live =
        closing.add(
            new LiveUpdates(
                database.eventFeed(), database.requestViews(), database.liveSessions(), CLOCK));
    wakeLive.set(live::wake);
    var courier = closing.add(new HttpCourier(settings.webhooksToPrivateAddresses()));
    var useCases = useCases(database, settings.data(), live, courier, tracing);
    var accounts = new FirstAccounts(useCases.registration(), settings.data());
    demoPassword =
        settings.demo()
            ? Optional.of(accounts.makeDemoUsers(settings.demoPassword()))
            : Optional.empty();
    adminPassword = settings.demo() ? Optional.empty() : accounts.makeAdmin();

    var threads =
        closing.add(
            Executors.newCachedThreadPool(Thread.ofPlatform().name("fact-finding-", 1).factory()));
    var background =
        new Background(
            tracing.transactions(database.transactions()),
            database.bureauRecords(),
            database::waiting,
            settings.databasePoolSize());
    settings
        .smtp()
        .ifPresent(server ->
            closing.also(
                new Repeatedly("email-sender", SENDING_PAUSE, sending(server, background))));
    tellWebhooks(courier, background);
    var analyse = analysis(database, background, registry, threads, live, tracing);
    var passDeadline = new PassDeadlineHandler(background, database.policies(), CLOCK);
    var jobs =
        closing.add(
            Jobs.start(
                new Storage(access.url(), access.user(), access.password()),
                passDeadline,
                chores(access, database, analyse, passDeadline, registry),
                JOBS_WATCH));
    registry.gauge("jobs.working", jobs, j -> j.isWorking() ? 1 : 0);
    jobsUrl = dashboard(jobs, settings, closing);
    var relay =
        closing.add(
            new OutboxRelay(
                database.outbox(),
                behindTheRelay(
                    List.of(
                        new NamedSubscriber("analysis", new AnalyseWhenSubmitted(analyse)),
                        new NamedSubscriber(
                            "deadlines",
                            new WatchDeadlines(database.requestViews(), jobs.alarms())),
                        notifying(database, background),
                        new NamedSubscriber(
                            "webhooks", new QueueDeliveries(background, new UuidV7Ids(), CLOCK)),
                        new NamedSubscriber("metrics", new DecisionMetrics(registry))),
                    settings,
                    database,
                    closing)));
    wakeRelay.set(relay::wake);
    relay.start();

    var management = closing.add(new ManagementServer(registry::scrape, database::isReachable));
    managementUrl =
        url(
            settings.management(),
            management.start(settings.management().port(), settings.management().host()));
    var api = closing.add(new HttpApi(useCases, registry, tracing.tracer(), database::isReachable));
    apiUrl = url(settings.api(), api.start(settings.api().port(), settings.api().host()));
  }

  /**
   * Starts everything; when it returns, the API answers.
   *
   * @param progress told what takes a moment
   * @throws CannotStart with what is in the way; nothing is left running
   */
  public static Countersign start(Settings settings, Consumer<String> progress) {
    var closing = new Closing();
    try {
      return new Countersign(settings, progress, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw new CannotStart(why(e, settings), e);
    }
  }

  private static String why(Exception e, Settings settings) {
    return switch (e) {
      case EmbeddedPostgresException known -> String.valueOf(known.getMessage());
      case CannotStart known -> String.valueOf(known.getMessage());
      case BackupException known -> String.valueOf(known.getMessage());
      case UnusableTopic known -> String.valueOf(known.getMessage());
      case JavalinBindException taken ->
          "Port %d is taken. Stop whoever has it, or choose another with --port."
              .formatted(settings.api().port());
      case BindException taken ->
          "Port %d is taken. Stop whoever has it, or choose another with --management-port."
              .formatted(settings.management().port());
      default -> "The system could not be started: " + e;
    };
  }

  private static UseCases useCases(
      Database database, Path data, LiveUpdates live, Courier courier, Tracing tracing)
      throws IOException {
    var transactions = tracing.transactions(database.transactions());
    var policies = database.policies();
    var ids = new UuidV7Ids();
    var tokens =
        new JwtTokens(
            SigningKey.in(data.resolve("signing-key.jwk")),
            database.publicKeys(),
            ISSUER,
            AUDIENCE,
            CLOCK);
    var passwords = new Argon2Passwords();
    return new UseCases(
        new SubmitCreditRequestHandler(transactions, policies, ids, CLOCK),
        new DecideStageHandler(transactions, policies, CLOCK),
        new ReviseCreditRequestHandler(transactions, policies, CLOCK),
        new WithdrawCreditRequestHandler(transactions, CLOCK),
        new HoldStageHandler(transactions, CLOCK),
        new ReadCreditRequests(database.requestViews(), CLOCK),
        new PreviewSchedule(policies, CLOCK),
        policies,
        database.browseAudit(),
        database.bureauRecords(),
        new OwnNotifications(transactions, CLOCK),
        new KeptEmails(transactions, CLOCK),
        new ManageWebhooks(transactions, courier, Countersign::newSecret, ids, CLOCK),
        new Registration(transactions, passwords, ids, CLOCK),
        new Authentication(transactions, passwords, tokens, ids, CLOCK),
        database.liveSessions(),
        tokens,
        new OncePerKey(transactions, CLOCK),
        live,
        CLOCK);
  }

  private NamedSubscriber notifying(Database database, Background background) {
    var name = "notifications";
    return new NamedSubscriber(
        name,
        new OncePerEvent(
            name,
            background,
            CLOCK,
            new NotifyConcerned(new UuidV7Ids(), database.requestViews(), letters())));
  }

  /** Whom the relay hands events to: all subscribers, or Kafka, which hands them on. */
  private static List<EventSubscriber> behindTheRelay(
      List<NamedSubscriber> subscribers, Settings settings, Database database, Closing closing) {
    if (settings.kafka().isEmpty()) {
      return subscribers.stream().map(NamedSubscriber::subscriber).toList();
    }
    var kafka = settings.kafka().get();
    var events = closing.add(KafkaEvents.open(kafka.cluster(), kafka.topic()));
    for (var each : subscribers) {
      closing.also(events.handTo(each, database.deadLetters(), CLOCK));
    }
    return List.of(events);
  }

  private Letters letters() {
    var writer = new TranslatedLetters();
    return settings.smtp().isPresent() ? Letters.toSend(writer) : Letters.toKeep(writer);
  }

  private static Runnable sending(SmtpServer server, Background background) {
    var emails = new SendEmails(background, new SmtpMailer(server), CLOCK);
    return () -> {
      int unused = emails.sendDue();
    };
  }

  private void tellWebhooks(Courier courier, Background background) {
    var threads = closing.add(new WebhookThreads());
    var deliveries = closing.add(new SendDeliveries(background, courier, CLOCK, threads));
    closing.also(
        new Repeatedly(
            "webhook-sender",
            WEBHOOKS_PAUSE,
            () -> {
              int unused = deliveries.sendDue();
            }));
  }

  private static WebhookSecret newSecret() {
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return WebhookSecret.of(random);
  }

  private List<Chore> chores(
      DatabaseAccess access,
      Database database,
      AnalyseCreditRequest analyse,
      PassDeadline passDeadline,
      MeterRegistry registry) {
    var zone = settings.policy().calendar().zone();
    return Stream.concat(
            new Chores(database, analyse, passDeadline, registry, CLOCK).all().stream(),
            settings.backupFolder().stream()
                .map(folder -> new NightlyBackup(folder, access, zone, registry, CLOCK).chore()))
        .toList();
  }

  private static Runnable sealing(Database database) {
    var sealer = database.auditSealer();
    return () -> {
      var unused = sealer.seal();
    };
  }

  private AnalyseCreditRequest analysis(
      Database database,
      Background background,
      MeterRegistry registry,
      ExecutorService threads,
      AnalysisProgress progress,
      Tracing tracing) {
    var sources = new Sources(settings, new SourceMetrics(registry), tracing, closing);
    return tracing.analysis(
        new AnalyseCreditRequestHandler(
            background,
            database.policies(),
            new FactFinding(
                sources.bureau(background), sources.valuation(), Context.taskWrapping(threads)),
            progress,
            CLOCK));
  }

  /** The pages of the jobs, if they are wanted; their password is made once and kept in a file. */
  private static Optional<URI> dashboard(Jobs jobs, Settings settings, Closing closing)
      throws IOException {
    if (settings.jobsDashboardPort().isEmpty()) {
      return Optional.empty();
    }
    var file = new SecretFile(settings.data().resolve(JOBS_PASSWORD));
    var password =
        file.read()
            .orElseGet(() -> {
              var made = SecretFile.randomPassword();
              file.write(made);
              return made;
            });
    int port = settings.jobsDashboardPort().get();
    try {
      return Optional.of(closing.add(jobs.dashboard(port, JOBS_USER, password)).url());
    } catch (BindException taken) {
      throw new CannotStart(
          "Port %d is taken. Stop whoever has it, or choose another with --jobs-dashboard-port."
              .formatted(port),
          taken);
    }
  }

  private static URI url(Settings.Endpoint endpoint, int port) {
    var host = endpoint.host().equals("0.0.0.0") ? "localhost" : endpoint.host();
    return URI.create("http://%s:%d".formatted(host, port));
  }

  public URI apiUrl() {
    return apiUrl;
  }

  public URI managementUrl() {
    return managementUrl;
  }

  /** The pages of the jobs, if they are wanted. */
  public Optional<URI> jobsUrl() {
    return jobsUrl;
  }

  /** The password of the demo users, if there are any. */
  public Optional<String> demoPassword() {
    return demoPassword;
  }

  /** Where everything is, for the person who started it. */
  public String addresses() {
    var lines = new StringBuilder();
    line(lines, "API", apiUrl + "/docs");
    line(lines, "Metrics", managementUrl + "/metrics");
    jobsUrl.ifPresent(url ->
        line(
            lines,
            "Jobs",
            "%s, user %s, password in %s"
                .formatted(url, JOBS_USER, settings.data().resolve(JOBS_PASSWORD))));
    line(lines, "Database", databaseUrl.replaceFirst("\\?.*", ""));
    settings.kafka().ifPresent(kafka -> line(lines, "Kafka", kafka.toString()));
    line(lines, "Data folder", settings.data().toString());
    demoPassword.ifPresent(
        password -> line(lines, "Log in as", "ada, ana, max, dora or root, password " + password));
    adminPassword.ifPresent(file -> line(lines, "Log in as", "admin, password in " + file));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append("  %-12s %s%n".formatted(name, value));
  }

  @Override
  public void close() {
    closing.close();
  }
}
