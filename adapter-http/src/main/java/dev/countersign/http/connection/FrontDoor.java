package dev.countersign.http.connection;

import dev.countersign.http.exchange.ErrorPages;
import org.eclipse.jetty.server.Server;

/** Puts in front of a server's routes what every request passes before it reaches one. */
public final class FrontDoor {
  /** Nobody has anything to send there. */
  private static final int MAX_OPERATORS_BYTES = 1_024;

  private FrontDoor() {}

  /**
   * Calls wait for their turn without a thread, and get one only when their body has arrived.
   *
   * @param maxBodyBytes of the largest body that is read
   */
  public static void installTurns(Server server, Limits limits, int maxBodyBytes) {
    server.insertHandler(new Turns(limits));
    server.insertHandler(new WholeBodies(limits, maxBodyBytes));
    server.setErrorHandler(new ErrorPages());
  }

  /** Puts all of it in front of a server that authenticates nobody. */
  public static void installForOperators(Server server, Limits limits, String host) {
    installTurns(server, limits, MAX_OPERATORS_BYTES);
    server.insertHandler(new OperatorsGate(host));
    installGate(server, MAX_OPERATORS_BYTES);
  }

  /** In front of all others: to be called last. */
  public static void installGate(Server server, int maxBodyBytes) {
    server.insertHandler(new Gate(maxBodyBytes));
  }
}
