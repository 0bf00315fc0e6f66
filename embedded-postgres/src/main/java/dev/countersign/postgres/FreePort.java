package dev.countersign.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of this machine that nobody listens on. */
public final class FreePort {
  /**
   * Below the ports that systems hand to outgoing connections: while the server restarts, a
   * client's attempt to reach it could otherwise be given the very port it tries to reach, and keep
   * the server from it.
   */
  private static final int FIRST = 15_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 100;

  private FreePort() {}

  /**
   * Finds one. It may be taken by another program a moment later.
   *
   * @throws IOException if this machine has no address of its own
   */
  public static int find() throws IOException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (BindException taken) {
        // Another try, then.
      }
    }
    throw new EmbeddedPostgresException(
        "No free port between %d and %d in %d tries".formatted(FIRST, LAST, TRIES));
  }
}
