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
 * Keeps a server of jobs running. One that could not reach its database for some seconds stops for
 * good; then another takes its place, as soon as there is a database again.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Supplier<BackgroundJobServer> servers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs-watchdog").factory());
  private volatile BackgroundJobServer server;

  /** Between starting and stopping it is neither, so it has to be found at rest twice. */
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
      LOG.warn("jobs wait: their server can't be started ({})", e.toString());
    }
  }

  private void startAnother() {
    var next = servers.get();
    next.start();
    server = next;
    LOG.info("jobs are done again");
  }

  @Override
  public void close() {
    thread.close();
    server.stop();
  }
}
