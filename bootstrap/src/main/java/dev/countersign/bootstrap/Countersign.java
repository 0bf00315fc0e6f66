package dev.countersign.bootstrap;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.AddStaffHandler;
import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.ChangeUserHandler;
import dev.countersign.application.account.InstallAccounts;
import dev.countersign.application.account.ListenerTickets;
import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.OwnAccount;
import dev.countersign.application.account.PasswordHasher;
import dev.countersign.application.account.PermissionCatalog;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.RegisterUserHandler;
import dev.countersign.application.account.SetPreferencesHandler;
import dev.countersign.application.account.TrustedKeys;
import dev.countersign.application.audit.browse.BrowseAudit;
import dev.countersign.application.credit.analysis.SetBureauRecordHandler;
import dev.countersign.application.credit.policy.PublishPolicyHandler;
import dev.countersign.application.credit.policy.ReadPolicies;
import dev.countersign.application.credit.repayment.PreviewSchedule;
import dev.countersign.application.credit.request.CheckProposalHandler;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.credit.request.DecideStageHandler;
import dev.countersign.application.credit.request.HoldStageHandler;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.ReviseCreditRequestHandler;
import dev.countersign.application.credit.request.SubmitCreditRequestHandler;
import dev.countersign.application.credit.request.WithdrawCreditRequestHandler;
import dev.countersign.application.event.ContextEvents;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.idempotency.IdempotentCommands;
import dev.countersign.application.live.LiveEvents;
import dev.countersign.application.notification.ManageEmails;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.notification.OwnNotifications;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.application.webhook.WebhookSecret;
import dev.countersign.application.webhook.WebhookSender;
import dev.countersign.application.webhook.WebhookStore;
import dev.countersign.bootstrap.account.Argon2Passwords;
import dev.countersign.bootstrap.account.FirstAccounts;
import dev.countersign.bootstrap.account.SecretFile;
import dev.countersign.bootstrap.account.ZxcvbnStrength;
import dev.countersign.bootstrap.credit.CreditContext;
import dev.countersign.bootstrap.platform.Context;
import dev.countersign.bootstrap.platform.Platform;
import dev.countersign.bootstrap.platform.Shutdown;
import dev.countersign.bootstrap.platform.StartupFailure;
import dev.countersign.bootstrap.settings.Settings;
import dev.countersign.http.HttpApi;
import dev.countersign.http.UseCases;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.access.SigningKey;
import dev.countersign.http.health.ManagementServer;
import dev.countersign.http.live.LiveUpdates;
import dev.countersign.jobs.Jobs;
import dev.countersign.messaging.event.UnusableTopic;
import dev.countersign.persistence.account.JdbiAccountStore;
import dev.countersign.persistence.credit.analysis.JdbiBureauStore;
import dev.countersign.persistence.credit.policy.JdbiPolicyStore;
import dev.countersign.persistence.idempotency.JdbiIdempotencyStore;
import dev.countersign.persistence.notification.JdbiNotificationStore;
import dev.countersign.persistence.store.UuidV7Ids;
import dev.countersign.persistence.webhook.JdbiWebhookStore;
import dev.countersign.postgres.EmbeddedPostgresException;
import dev.countersign.postgres.backup.BackupException;
import dev.countersign.webhook.HttpWebhookSender;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole system, running: database, use cases, relay, HTTP API and management server. The one
 * place where everything is put together.
 */
public final class Countersign implements AutoCloseable {
  private static final String ISSUER = "countersign";
  private static final String AUDIENCE = "countersign-api";
  private static final int SECRET_BYTES = 32;
  private static final String JOBS_USER = "jobs";
  private static final String JOBS_PASSWORD = "jobs-password";

  /** The contexts of the product. */
  static final List<Context> CONTEXTS = List.of(new CreditContext());

  private final Shutdown closing;
  private final Settings settings;
  private final String databaseUrl;
  private final Optional<String> demoPassword;
  private final Optional<Path> adminPassword;
  private final URI apiUrl;
  private final URI managementUrl;
  private final Optional<URI> jobsUrl;

  private Countersign(
      Settings settings, Consumer<String> progress, List<Context> contexts, Shutdown closing)
      throws IOException {
    this.closing = closing;
    this.settings = settings;
    var platform = Platform.open(settings, progress, eventsOf(contexts), closing);
    databaseUrl = platform.access().url();
    contexts.forEach(context -> context.prepare(platform, progress));
    var database = platform.database();
    var authenticate =
        new AuthenticateCaller(
            database.liveSessions(),
            platform.transactions(JdbiAccountStore::new),
            platform.clock());
    var liveEvents = new LiveEvents(database.eventFeed(platform.events()), platform.events());
    var live = closing.add(new LiveUpdates(liveEvents, authenticate, platform.clock()));
    platform.afterEventsCommitted().add(live::wake);
    var sender = closing.add(new HttpWebhookSender(settings.webhooksToPrivateAddresses()));
    var passwords = new Argon2Passwords();
    var useCases = useCases(platform, contexts, authenticate, passwords, live, sender);
    var unused =
        closing.add(
            new PeriodicTask(
                "signing-key", TrustedKeys.PUBLISHED_EACH, useCases.tokens()::publish));
    var accounts =
        new FirstAccounts(
            new InstallAccounts(
                platform.transactions(JdbiAccountStore::new),
                passwords,
                new UuidV7Ids(),
                platform.clock()),
            settings.data());
    demoPassword =
        settings.demo()
            ? Optional.of(accounts.makeDemoUsers(settings.demoPassword()))
            : Optional.empty();
    adminPassword = settings.demo() ? Optional.empty() : accounts.makeAdmin();

    var work = new BackgroundServices(platform, contexts, liveEvents, sender);
    jobsUrl = dashboard(work.jobs(), settings, closing);

    var management =
        closing.add(new ManagementServer(platform.registry()::scrape, database::isReachable));
    managementUrl =
        url(
            settings.management(),
            management.start(settings.management().port(), settings.management().host()));
    var api =
        closing.add(
            new HttpApi(
                useCases, platform.registry(), platform.tracing().tracer(), database::isReachable));
    apiUrl = url(settings.api(), api.start(settings.api().port(), settings.api().host()));
  }

  /**
   * Starts everything; when it returns, the API answers.
   *
   * @param progress told what takes a moment
   * @throws StartupFailure with what is in the way; nothing is left running
   */
  public static Countersign start(Settings settings, Consumer<String> progress) {
    return start(settings, progress, CONTEXTS);
  }

  /** The same with other contexts. */
  static Countersign start(Settings settings, Consumer<String> progress, List<Context> contexts) {
    var closing = new Shutdown();
    try {
      return new Countersign(settings, progress, contexts, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw new StartupFailure(why(e, settings), e);
    }
  }

  /** The events of all contexts. */
  static EventRegistry eventsOf(List<Context> contexts) {
    return new EventRegistry(contexts.stream().<ContextEvents<?>>map(Context::events).toList());
  }

  private static PermissionCatalog permissionsOf(List<Context> contexts) {
    var all = PermissionCatalog.SHARED;
    for (var context : contexts) {
      all = all.and(context.permissions());
    }
    return all;
  }

  private static String why(Exception e, Settings settings) {
    return switch (e) {
      case EmbeddedPostgresException known -> String.valueOf(known.getMessage());
      case StartupFailure known -> String.valueOf(known.getMessage());
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
      Platform platform,
      List<Context> contexts,
      AuthenticateCaller authenticate,
      PasswordHasher passwords,
      LiveUpdates live,
      WebhookSender sender)
      throws IOException {
    var clock = platform.clock();
    var database = platform.database();
    Transactions<CreditStore> credit = platform.transactions(database::creditStore);
    Transactions<AccountStore> accounts = platform.transactions(JdbiAccountStore::new);
    Transactions<NotificationStore> notifications =
        platform.transactions(JdbiNotificationStore::new);
    Transactions<WebhookStore> webhooks = platform.transactions(JdbiWebhookStore::new);
    Transactions<IdempotencyStore> answers = platform.transactions(JdbiIdempotencyStore::new);
    var policies = database.policies();
    var reads = new ReadCreditRequests(database.requestViews(), policies, clock);
    var ids = new UuidV7Ids();
    var strength = new ZxcvbnStrength();
    var keys = new TrustedKeys(accounts, clock);
    var tokens =
        new JwtTokens(
            SigningKey.in(platform.settings().data().resolve("signing-key.jwk")),
            keys,
            ISSUER,
            AUDIENCE,
            clock);
    return new UseCases(
        new SubmitCreditRequestHandler(credit, policies, ids, clock),
        new DecideStageHandler(credit, policies, clock),
        new ReviseCreditRequestHandler(credit, policies, clock),
        new WithdrawCreditRequestHandler(credit, clock),
        new HoldStageHandler(credit, policies, clock),
        reads,
        new PreviewSchedule(policies, clock),
        new CheckProposalHandler(reads, policies, clock),
        new ReadPolicies(policies, clock),
        new PublishPolicyHandler(platform.transactions(JdbiPolicyStore::new), policies, clock),
        new BrowseAudit(database.auditViews()),
        new SetBureauRecordHandler(platform.transactions(JdbiBureauStore::new), clock),
        new OwnNotifications(notifications, clock),
        new ManageEmails(notifications, clock),
        new ManageWebhooks(webhooks, sender, Countersign::newSecret, platform.events(), ids, clock),
        new AcceptUser(passwords, strength),
        new RegisterUserHandler(accounts, ids, clock),
        new AddStaffHandler(accounts, ids, permissionsOf(contexts), clock),
        new ChangeUserHandler(accounts, permissionsOf(contexts), clock),
        new ReadUsers(accounts),
        new SetPreferencesHandler(accounts, clock),
        new Authentication(accounts, passwords, tokens, ids, clock),
        authenticate,
        new OwnAccount(accounts, passwords, strength, clock),
        new ListenerTickets(accounts, tokens, clock),
        keys,
        new ManageRoles(accounts, permissionsOf(contexts), clock),
        tokens,
        new IdempotentCommands(answers, clock),
        live);
  }

  private static WebhookSecret newSecret() {
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return WebhookSecret.of(random);
  }

  /** The pages of the jobs, if they are wanted; their password is made once and kept in a file. */
  private static Optional<URI> dashboard(Jobs jobs, Settings settings, Shutdown closing)
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
      throw new StartupFailure(
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
    demoPassword.ifPresent(password ->
        line(
            lines,
            "Log in as",
            "ada, ana, max, dora or root, password "
                + (settings.demoPassword().isPresent() ? "as it was set" : password)));
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
