package dev.countersign.bootstrap;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that wait for other systems; what fails on one is told, and comes again by itself. */
final class WebhookThreads implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookThreads.class);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("webhook-", 1).factory());

  @Override
  public void execute(Runnable task) {
    threads.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("deliveries to a webhook wait ({})", e.toString());
      }
    });
  }

  @Override
  public void close() {
    threads.close();
  }
}
