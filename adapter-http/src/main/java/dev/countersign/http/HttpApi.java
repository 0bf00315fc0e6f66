package dev.countersign.http;

import dev.countersign.http.access.Authenticator;
import dev.countersign.http.account.KeysResource;
import dev.countersign.http.account.MeResource;
import dev.countersign.http.account.RolesResource;
import dev.countersign.http.account.SessionsResource;
import dev.countersign.http.account.UsersResource;
import dev.countersign.http.audit.AuditResource;
import dev.countersign.http.connection.FrontDoor;
import dev.countersign.http.connection.Limits;
import dev.countersign.http.connection.PacedConnector;
import dev.countersign.http.credit.analysis.BureauRecordsResource;
import dev.countersign.http.credit.policy.PoliciesResource;
import dev.countersign.http.credit.repayment.SchedulePreviewsResource;
import dev.countersign.http.credit.request.CreditRequestsResource;
import dev.countersign.http.credit.request.InboxResource;
import dev.countersign.http.credit.request.SummaryResource;
import dev.countersign.http.exchange.Call;
import dev.countersign.http.exchange.RequestPipeline;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import dev.countersign.http.health.HealthResource;
import dev.countersign.http.live.LiveHandler;
import dev.countersign.http.live.LiveUpdates;
import dev.countersign.http.notification.EmailsResource;
import dev.countersign.http.notification.NotificationsResource;
import dev.countersign.http.reference.ReferenceResource;
import dev.countersign.http.webhook.WebhooksResource;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.DefaultTasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The application over HTTP, as version 1 of the API. It works on platform threads, which on few
 * cores serve a multiple of what virtual ones do, and turns away with 503 what it can't take in.
 */
public final class HttpApi implements AutoCloseable {
  /** Threads for Jetty's own work: accepting, selecting, turning away. */
  private static final int OWN_THREADS = 8;

  private static final int IDLE_TIMEOUT_MILLIS = 30_000;
  private static final int ACCEPT_QUEUE = 1_024;
  private static final int STOP_TIMEOUT_MILLIS = 5_000;

  /** How long a connection on which nothing is asked keeps a stop waiting. */
  private static final int SHUTDOWN_IDLE_MILLIS = 200;

  private final LiveUpdates updates;
  private final LiveHandler live;
  private final List<Route> routes;
  private final Javalin javalin;
  private final Limits limits;
  private int port;
  private String host = "127.0.0.1";

  /**
   * @param tracer makes a span of each call
   * @param ready whether this node should be sent calls; asked at every health check
   */
  public HttpApi(UseCases useCases, MeterRegistry registry, Tracer tracer, BooleanSupplier ready) {
    this(useCases, registry, tracer, ready, Limits.OF_THE_API);
  }

  /** The same with other limits. */
  HttpApi(
      UseCases useCases,
      MeterRegistry registry,
      Tracer tracer,
      BooleanSupplier ready,
      Limits limits) {
    this.limits = limits;
    var authenticator =
        new Authenticator(useCases.tokens(), useCases.authenticate(), useCases.tickets());
    this.updates = useCases.live();
    this.live = new LiveHandler(authenticator, useCases.tickets(), updates);
    this.routes = routes(useCases, ready, live);
    var pipeline = new RequestPipeline(authenticator, useCases.once(), registry, tracer);
    this.javalin = Javalin.create(config -> configure(config, pipeline));
    var unused = registry.gauge("live.connections", updates, LiveUpdates::count);
  }

  private static List<Route> routes(UseCases useCases, BooleanSupplier ready, LiveHandler live) {
    return Stream.of(
            new CreditRequestsResource(
                useCases.submit(),
                useCases.decide(),
                useCases.revise(),
                useCases.withdraw(),
                useCases.hold(),
                useCases.reads(),
                useCases.checkProposal()),
            new InboxResource(useCases.reads()),
            new SummaryResource(useCases.reads()),
            new SchedulePreviewsResource(useCases.preview()),
            new PoliciesResource(useCases.readPolicies(), useCases.publishPolicy()),
            new AuditResource(useCases.audit()),
            new BureauRecordsResource(useCases.setBureauRecord()),
            new NotificationsResource(useCases.notifications()),
            new EmailsResource(useCases.emails()),
            new WebhooksResource(useCases.webhooks()),
            new SessionsResource(useCases.authentication()),
            new MeResource(useCases.readUsers(), useCases.setPreferences(), useCases.ownAccount()),
            new UsersResource(
                useCases.acceptUser(),
                useCases.registerUser(),
                useCases.addStaff(),
                useCases.changeUser(),
                useCases.readUsers(),
                useCases.roles()),
            new RolesResource(useCases.roles()),
            new KeysResource(useCases.tokens(), useCases.keys()),
            live,
            new HealthResource(ready),
            new ReferenceResource())
        .map(Resource::routes)
        .flatMap(List::stream)
        .toList();
  }

  private void configure(JavalinConfig config, RequestPipeline pipeline) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    routingAlone(config);
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(this::bound);
    config.jetty.addConnector(this::connector);
    pipeline.open(config, routes);
  }

  /** No other task of Javalin's has anything to do here. */
  @SuppressWarnings("unchecked")
  private static void routingAlone(JavalinConfig config) {
    config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP());
  }

  /** What waits for a thread is bounded by the connections and by the calls let in. */
  private QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(limits.turns() + OWN_THREADS, OWN_THREADS);
    threads.setName("http");
    return threads;
  }

  /** Connections that stay come before the turns of calls, since they keep none. */
  private void bound(Server server) {
    FrontDoor.installTurns(server, limits, Call.MAX_BODY_BYTES);
    server.insertHandler(live);
    FrontDoor.installGate(server, Call.MAX_BODY_BYTES);
    server.setStopTimeout(STOP_TIMEOUT_MILLIS);
  }

  private Connector connector(Server server, HttpConfiguration http) {
    var connector = new PacedConnector(server, http, limits, address -> false);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    return connector;
  }

  /**
   * Starts to listen.
   *
   * @param wantedPort 0 for any that is free
   * @param wantedHost the interface to bind, such as {@code 127.0.0.1}
   * @return the port
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public int start(int wantedPort, String wantedHost) {
    port = wantedPort;
    host = wantedHost;
    return javalin.start().port();
  }

  /** Every route there is. */
  List<Route> routes() {
    return routes;
  }

  Javalin javalin() {
    return javalin;
  }

  /**
   * Ends what stays, finishes the calls under way, for a few seconds at most, and takes no more.
   */
  @Override
  public void close() {
    updates.close();
    var unused = javalin.stop();
  }
}
