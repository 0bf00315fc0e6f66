package dev.countersign.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.HttpExchangeHandler;
import org.jobrunr.dashboard.server.http.RedirectHttpHandler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;

/**
 * JobRunr's dashboard on a server of our own, on loopback and with a password: JobRunr's server
 * listens on every interface and does not protect its first page.
 */
public final class Dashboard implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("jobs-dashboard-", 1).factory());
  private final List<HttpExchangeHandler> pages;

  private Dashboard(HttpServer server, List<HttpExchangeHandler> pages, Login login) {
    this.server = server;
    this.pages = pages;
    for (var page : pages) {
      var context = server.createContext(page.getContextPath(), page);
      context.getFilters().add(new SameOrigin(server.getAddress().getPort()));
      context.setAuthenticator(login);
    }
    server.setExecutor(threads);
    server.start();
  }

  static Dashboard start(
      StorageProvider storage, JsonMapper json, int port, String user, String password)
      throws IOException {
    boolean reportUsage = false;
    return new Dashboard(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
        List.of(
            new RedirectHttpHandler("/", "/dashboard"),
            new JobRunrStaticFileHandler(),
            new JobRunrApiHandler(storage, json, reportUsage),
            new JobRunrSseHandler(storage, json)),
        new Login(user, password));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:%d/dashboard".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    pages.forEach(HttpExchangeHandler::close);
    server.stop(0);
    var unused = threads.shutdownNow();
  }

  /**
   * Lets nobody in from another site: a browser sends the password along with any form, and takes
   * any name for this machine that a name server says is one.
   */
  private static final class SameOrigin extends Filter {
    private final Set<String> hosts;

    SameOrigin(int port) {
      this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public String description() {
      return "from the same origin";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      var headers = exchange.getRequestHeaders();
      var site = Optional.ofNullable(headers.getFirst("Sec-Fetch-Site"));
      var origin = Optional.ofNullable(headers.getFirst("Origin"));
      boolean fromHere =
          origin.isPresent()
              ? hosts.contains(origin.get().replaceFirst("^http://", ""))
              : site.filter("cross-site"::equals).isEmpty();
      if (fromHere && hosts.contains(String.valueOf(headers.getFirst("Host")))) {
        chain.doFilter(exchange);
      } else {
        exchange.sendResponseHeaders(403, -1);
        exchange.close();
      }
    }
  }

  private static final class Login extends BasicAuthenticator {
    private final byte[] expected;

    Login(String user, String password) {
      super("jobs");
      this.expected = (user + ":" + password).getBytes(UTF_8);
    }

    @Override
    public boolean checkCredentials(String user, String password) {
      return MessageDigest.isEqual(expected, (user + ":" + password).getBytes(UTF_8));
    }
  }
}
