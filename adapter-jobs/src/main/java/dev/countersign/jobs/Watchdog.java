package dev.countersign.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jobrunr.server.BackgroundJobServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the job server. JobRunr's server stops for good after some seconds without a database; a
 * new one is started when the database is back.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Supplier<BackgroundJobServer> servers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs-watchdog").factory());
  private volatile BackgroundJobServer server;

  /** A server that is just starting looks stopped, so it is restarted when seen stopped twice. */
  private boolean wasAtRest;

  Watchdog(Supplier<BackgroundJobServer> servers, Duration pause) {
    this.servers = servers;
    this.server = servers.get();
    server.start();
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isWorking() {
    return server.isRunning();
  }

  private void look() {
    try {
      boolean isAtRest = !server.isRunning();
      if (isAtRest && wasAtRest) {
        startAnother();
      }
      wasAtRest = isAtRest;
    } catch (RuntimeException e) {
      LOG.warn("the job server can't be started, jobs wait ({})", e.toString());
    }
  }

  private void startAnother() {
    var next = servers.get();
    next.start();
    server = next;
    LOG.info("the job server runs again");
  }

  @Override
  public void close() {
    thread.close();
    server.stop();
  }
}
