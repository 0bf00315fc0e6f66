package dev.countersign.http.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Takes connections, so many in all and so many from one address, and looks every second after
 * those whose other side is too slow: with the headers of a request, with its body, or in reading
 * its answer. Each request is timed by itself, whatever the connection did before, and nobody is
 * waited for with a thread.
 */
public final class PacedConnector extends ServerConnector {
  private static final long LOOK_EACH_MILLIS = 1_000;

  private final Limits limits;
  private final Predicate<InetAddress> unshared;
  private final Map<Object, Integer> opened = new ConcurrentHashMap<>();
  private final AtomicLong unsent = new AtomicLong();

  /**
   * @param unshared whether an address may have any number of connections, as a proxy must
   */
  public PacedConnector(
      Server server, HttpConfiguration http, Limits limits, Predicate<InetAddress> unshared) {
    super(server, 1, 1, new HttpConnectionFactory(http));
    this.limits = limits;
    this.unshared = unshared;
    server.addBean(new NetworkConnectionLimit(limits.connections(), this));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  private void lookLater() {
    if (isRunning() || isStarting()) {
      var unused = getScheduler().schedule(this::look, LOOK_EACH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      long now = System.nanoTime();
      for (var endPoint : getConnectedEndPoints()) {
        if (endPoint instanceof PacedEndPoint paced) {
          paced.lookAt(now);
        }
      }
    } finally {
      lookLater();
    }
  }

  /**
   * @throws IOException if the address has its share of the connections, which closes this one
   */
  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
    var address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    if (opened.merge(address, 1, Integer::sum) > limits.connectionsOfOneAddress()
        && !unshared.test(address)) {
      left(address);
      throw new IOException("too many connections from one address");
    }
    var endPoint =
        new PacedEndPoint(
            channel, selector, key, getScheduler(), this, new Progress(limits), address);
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  void left(Object address) {
    var unused = opened.computeIfPresent(address, (who, open) -> open > 1 ? open - 1 : null);
  }

  /** Makes room, at the cost of who has read too slowly for longest, if too much waits. */
  void unsent(long more) {
    if (more != 0 && unsent.addAndGet(more) > limits.unsentBytes() && more > 0) {
      long now = System.nanoTime();
      getConnectedEndPoints().stream()
          .filter(PacedEndPoint.class::isInstance)
          .map(PacedEndPoint.class::cast)
          .max(Comparator.comparingLong(paced -> paced.progress().blockedNanos(now)))
          .ifPresent(slowest -> slowest.close(new TimeoutException("too much waits to be read")));
    }
  }
}
