package dev.countersign.http.connection;

/**
 * How one connection gets on: whether its other side is being waited for, since when, and how much
 * has come or gone meanwhile. Times are readings of {@link System#nanoTime}.
 */
final class Progress {
  private final Limits limits;
  private Phase phase = Phase.IDLE;
  private long phaseSince;
  private long received;
  private boolean blocked;
  private long blockedSince;
  private long unsent;
  private long sent;

  private enum Phase {
    /** Nothing of a request has come. */
    IDLE,
    /** Its headers are coming. */
    HEAD,
    /** It is being served, and its body may still be coming. */
    SERVED,
    /** The connection speaks another protocol now, which looks after itself. */
    UPGRADED
  }

  /** What is too slow about a connection. */
  enum Slowness {
    NONE,
    HEAD,
    BODY,
    READER
  }

  Progress(Limits limits) {
    this.limits = limits;
  }

  synchronized void received(int bytes, long now) {
    if (phase == Phase.IDLE) {
      enter(Phase.HEAD, now);
    }
    received += bytes;
  }

  /** The headers of a request are complete. */
  synchronized void headComplete(long now) {
    enter(Phase.SERVED, now);
  }

  /** A request was answered. */
  synchronized void answered(long now) {
    if (phase != Phase.UPGRADED) {
      enter(Phase.IDLE, now);
    }
  }

  synchronized void upgraded(long now) {
    enter(Phase.UPGRADED, now);
  }

  private void enter(Phase next, long now) {
    phase = next;
    phaseSince = now;
    received = 0;
  }

  /**
   * Something was written.
   *
   * @param left bytes that the other side has no room for yet
   * @return by how much the bytes grew that wait for their reader
   */
  synchronized long wrote(long bytes, long left, long now) {
    if (left > 0 && !blocked) {
      blockedSince = now;
      sent = 0;
    } else {
      sent += bytes;
    }
    blocked = left > 0;
    return waiting(left);
  }

  /**
   * Nothing will be written any more.
   *
   * @return by how much the bytes grew that wait for their reader
   */
  synchronized long closed() {
    blocked = false;
    return waiting(0);
  }

  private long waiting(long left) {
    long grown = left - unsent;
    unsent = left;
    return grown;
  }

  /** Since when the reader has kept an answer waiting; the latest of all times, if it has not. */
  synchronized long blockedNanos(long now) {
    return blocked ? now - blockedSince : 0;
  }

  /**
   * @param readable whether this side would read what came
   */
  synchronized Slowness slowness(boolean readable, long now) {
    if (blocked && isSlow(now - blockedSince, sent, limits.sentPerSecond())) {
      return Slowness.READER;
    }
    return switch (phase) {
      case IDLE, UPGRADED -> Slowness.NONE;
      case HEAD -> now - phaseSince > limits.headTime().toNanos() ? Slowness.HEAD : Slowness.NONE;
      case SERVED ->
          readable && isSlow(now - phaseSince, received, limits.receivedPerSecond())
              ? Slowness.BODY
              : Slowness.NONE;
    };
  }

  private boolean isSlow(long nanos, long bytes, int perSecond) {
    return nanos > limits.grace().toNanos() && bytes < perSecond * (nanos / 1_000_000_000.0);
  }
}
