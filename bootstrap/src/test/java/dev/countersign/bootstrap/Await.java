package dev.countersign.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes about by itself. */
final class Await {
  private static final long PATIENCE_SECONDS = 90;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private Await() {}

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("never came about: " + what).isLessThan(deadline);
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }
}
