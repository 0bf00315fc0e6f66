package dev.countersign.http.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A second, small server for those who run the system: metrics and health. It is meant for the
 * loopback interface, since it asks nobody who they are.
 */
public final class ManagementServer implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> metrics;
  private final BooleanSupplier ready;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2, Thread.ofPlatform().name("management-", 0).daemon().factory());
  private HttpServer server;

  /**
   * @param metrics in Prometheus' text format
   * @param ready whether calls should be sent to this node
   */
  public ManagementServer(Supplier<String> metrics, BooleanSupplier ready) throws IOException {
    this.metrics = metrics;
    this.ready = ready;
    this.server = HttpServer.create();
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   * @param host the interface to bind, such as {@code 127.0.0.1}
   * @return the port
   * @throws IOException if the port is taken
   */
  public int start(int port, String host) throws IOException {
    server.bind(new InetSocketAddress(host, port), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> send(exchange, 200, PROMETHEUS_TEXT, metrics.get());
        case "/health/live" -> health(exchange, true);
        case "/health/ready" -> health(exchange, ready.getAsBoolean());
        default -> send(exchange, 404, "text/plain", "There is /metrics and /health.\n");
      }
    }
  }

  private static void health(HttpExchange exchange, boolean up) throws IOException {
    send(
        exchange,
        up ? 200 : 503,
        "application/json",
        up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
