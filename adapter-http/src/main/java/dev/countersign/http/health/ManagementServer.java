package dev.countersign.http.health;

import dev.countersign.http.connection.FrontDoor;
import dev.countersign.http.connection.Limits;
import dev.countersign.http.connection.PacedConnector;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A second, small server for operators: metrics and health. It authenticates nobody, so it is meant
 * for the loopback interface.
 */
public final class ManagementServer implements AutoCloseable {
  /** One accepts, one selects, the others answer. */
  private static final int THREADS = 8;

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> metrics;
  private final BooleanSupplier ready;
  private final Javalin javalin;
  private int port;
  private String host = "127.0.0.1";

  /**
   * @param metrics in Prometheus' text format
   * @param ready whether calls should be sent to this node
   */
  public ManagementServer(Supplier<String> metrics, BooleanSupplier ready) {
    this.metrics = metrics;
    this.ready = ready;
    this.javalin = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, THREADS);
    config.jetty.modifyServer(
        server -> FrontDoor.installForOperators(server, Limits.OF_MANAGEMENT, host));
    config.jetty.addConnector(this::connector);
    config.routes.get("/metrics", this::metrics);
    config.routes.get("/health/live", context -> health(context, true));
    config.routes.get("/health/ready", context -> health(context, ready.getAsBoolean()));
    config.routes.error(404, context -> context.result("There is /metrics and /health.\n"));
  }

  private Connector connector(Server server, HttpConfiguration http) {
    var connector = new PacedConnector(server, http, Limits.OF_MANAGEMENT, address -> false);
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  private void metrics(Context context) {
    context.contentType(PROMETHEUS_TEXT).result(metrics.get());
  }

  private static void health(Context context, boolean up) {
    context
        .status(up ? 200 : 503)
        .contentType("application/json")
        .result(up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
  }

  /**
   * Starts to listen.
   *
   * @param wantedPort 0 for any that is free
   * @param wantedHost the interface to bind, such as {@code 127.0.0.1}
   * @return the port
   * @throws BindException if the port is taken
   */
  public int start(int wantedPort, String wantedHost) throws BindException {
    port = wantedPort;
    host = wantedHost;
    try {
      return javalin.start().port();
    } catch (JavalinBindException e) {
      throw new BindException(e.getMessage());
    }
  }

  @Override
  public void close() {
    var unused = javalin.stop();
  }
}
