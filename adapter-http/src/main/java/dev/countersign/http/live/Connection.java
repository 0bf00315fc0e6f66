package dev.countersign.http.live;

import dev.countersign.http.access.Authenticator.Pass;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Someone who listens. What they are sent waits in a queue of bounded length, one message on its
 * way at a time; whoever reads too slowly for it is dropped. Nobody ever waits for them.
 */
abstract class Connection {
  private static final int MAX_WAITING = 1_024;

  private final Pass pass;
  private final Queue<String> waiting = new ArrayDeque<>();
  private final Queue<Message> held = new ArrayDeque<>();
  private final Sender sender = new Sender();
  private boolean holding = true;
  private Optional<End> ending = Optional.empty();
  private boolean over;

  Connection(Pass pass) {
    this.pass = pass;
  }

  Pass pass() {
    return pass;
  }

  /** The form in which a message goes over this connection. */
  abstract String form(Message message);

  /** Sends without waiting, and calls back when it is done. */
  abstract void write(String text, Callback callback);

  /** Ends in good order; nothing is on its way. */
  abstract void close(End why);

  /** Ends at once. */
  abstract void cut();

  /** Something that the listener need not act upon. */
  abstract void heartbeat(String position);

  /**
   * @return whether the listener keeps up
   */
  final boolean offer(Message message) {
    synchronized (this) {
      if (holding && !isEnding()) {
        held.add(message);
        return held.size() <= MAX_WAITING;
      }
    }
    return offerText(form(message));
  }

  final boolean offerText(String text) {
    synchronized (this) {
      if (isEnding()) {
        return true;
      }
      if (waiting.size() >= MAX_WAITING) {
        return false;
      }
      waiting.add(text);
    }
    sender.iterate();
    return true;
  }

  /** Lets go what was held back, behind what comes before it. */
  final void open(List<Message> before) {
    synchronized (this) {
      if (isEnding()) {
        return;
      }
      before.forEach(message -> waiting.add(form(message)));
      held.forEach(message -> waiting.add(form(message)));
      held.clear();
      holding = false;
    }
    sender.iterate();
  }

  /** Keeps the connection alive, and the listener's place in the feed up to date. */
  final void beat(String position) {
    synchronized (this) {
      if (holding || isEnding() || !waiting.isEmpty()) {
        return;
      }
    }
    heartbeat(position);
  }

  /** Sends nothing but what is on its way, and ends. */
  final void end(End why) {
    synchronized (this) {
      if (isEnding()) {
        return;
      }
      ending = Optional.of(why);
      waiting.clear();
    }
    sender.iterate();
  }

  /** Gives up on someone who reads too slowly. */
  final void drop() {
    over();
    cut();
  }

  /** Whether it has come to its end, however that came about. */
  final synchronized boolean isOver() {
    return over;
  }

  final synchronized void over() {
    over = true;
    waiting.clear();
    held.clear();
  }

  private boolean isEnding() {
    return over || ending.isPresent();
  }

  /** Why a connection is ended by this side; with the code that a WebSocket says. */
  enum End {
    UNAUTHENTICATED(4001, "the token does not work (any more)"),
    TOO_MANY(4029, "too many connections"),
    OVERLOADED(1013, "try again later"),
    GOING_AWAY(1001, "the server stops");

    private final int code;
    private final String reason;

    End(int code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    int code() {
      return code;
    }

    String reason() {
      return reason;
    }
  }

  private final class Sender extends IteratingCallback {
    @Override
    protected Action process() {
      var next = next();
      if (next.isPresent()) {
        write(next.get(), this);
        return Action.SCHEDULED;
      }
      var why = lastWord();
      why.ifPresent(Connection.this::close);
      return why.isPresent() ? Action.SUCCEEDED : Action.IDLE;
    }

    private Optional<End> lastWord() {
      synchronized (Connection.this) {
        var why = over ? Optional.<End>empty() : ending;
        over |= why.isPresent();
        return why;
      }
    }

    private Optional<String> next() {
      synchronized (Connection.this) {
        return Optional.ofNullable(waiting.poll());
      }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      over();
      cut();
    }
  }
}
