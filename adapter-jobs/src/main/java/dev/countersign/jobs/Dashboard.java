package dev.countersign.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
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
      server.createContext(page.getContextPath(), page).setAuthenticator(login);
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
