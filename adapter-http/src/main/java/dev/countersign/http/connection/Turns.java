package dev.countersign.http.connection;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Lets so many calls be worked on at once and so many more wait, without a thread; the rest is
 * turned away. A turn ends when the answer is made, so that whoever reads it slowly keeps nobody
 * else waiting.
 */
final class Turns extends Handler.Wrapper {
  private final Limits limits;
  private final Set<Waiting> queue = new LinkedHashSet<>();
  private int taken;

  Turns(Limits limits) {
    this.limits = limits;
  }

  private enum Entry {
    NOW,
    LATER,
    NEVER
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var waiting = new Waiting(request, response, callback);
    return switch (enter(waiting)) {
      case NOW -> {
        try {
          yield super.handle(request, response, callback);
        } finally {
          pass();
        }
      }
      case LATER -> {
        waiting.expireAfter(limits.longestWait().toMillis());
        yield true;
      }
      case NEVER -> {
        waiting.turnAway();
        yield true;
      }
    };
  }

  private synchronized Entry enter(Waiting waiting) {
    if (taken < limits.turns()) {
      taken++;
      return Entry.NOW;
    }
    return queue.size() < limits.waiting() && queue.add(waiting) ? Entry.LATER : Entry.NEVER;
  }

  /** Hands a turn on to whoever has waited for longest. */
  private void pass() {
    next().ifPresent(waiting -> waiting.request.getContext().execute(waiting));
  }

  private synchronized Optional<Waiting> next() {
    Iterator<Waiting> first = queue.iterator();
    if (!first.hasNext()) {
      taken--;
      return Optional.empty();
    }
    var next = first.next();
    first.remove();
    return Optional.of(next);
  }

  private synchronized boolean leave(Waiting waiting) {
    return queue.remove(waiting);
  }

  private boolean handleNext(Waiting waiting) throws Exception {
    return super.handle(waiting.request, waiting.response, waiting.callback);
  }

  /** A call without a thread, until its turn comes. */
  private final class Waiting implements Runnable {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private Optional<Scheduler.Task> expiry = Optional.empty();

    Waiting(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    synchronized void expireAfter(long millis) {
      expiry =
          Optional.of(
              request
                  .getComponents()
                  .getScheduler()
                  .schedule(this::expire, millis, TimeUnit.MILLISECONDS));
    }

    private void expire() {
      if (leave(this)) {
        turnAway();
      }
    }

    void turnAway() {
      Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }

    private synchronized void stopClock() {
      var unused = expiry.map(Scheduler.Task::cancel);
    }

    @Override
    public void run() {
      stopClock();
      try {
        if (!handleNext(this)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, callback, e);
      } finally {
        pass();
      }
    }
  }
}
