package dev.countersign.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Callers that do one thing over and over, each as soon as the last is done. */
final class Load {
  private Load() {}

  /** One caller's work; made once for each caller, on the caller's own thread. */
  @FunctionalInterface
  interface Caller extends AutoCloseable {
    void once() throws Exception;

    @Override
    default void close() throws IOException, SQLException {}
  }

  @FunctionalInterface
  interface Callers {
    Caller make(int number) throws Exception;
  }

  /**
   * @param perSecond how often the work was done in a second, over all callers
   */
  record Outcome(double perSecond, Latencies latencies) {}

  /** Runs the callers, first to warm up, then to measure. */
  static Outcome run(int callers, Duration warmUp, Duration measured, Callers work)
      throws Exception {
    var measuring = new AtomicBoolean();
    var done = new AtomicBoolean();
    var count = new LongAdder();
    var latencies = new Latencies();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var running =
          IntStream.range(0, callers)
              .<Future<?>>mapToObj(number ->
                  threads.submit(() -> {
                    try (var caller = work.make(number)) {
                      while (!done.get()) {
                        boolean counts = measuring.get();
                        long begun = System.nanoTime();
                        caller.once();
                        if (counts) {
                          latencies.add(System.nanoTime() - begun);
                          count.increment();
                        }
                      }
                    }
                    return null;
                  }))
              .toList();
      Thread.sleep(warmUp);
      measuring.set(true);
      long begun = System.nanoTime();
      Thread.sleep(measured);
      measuring.set(false);
      double seconds = (System.nanoTime() - begun) / 1e9;
      done.set(true);
      for (var each : running) {
        surface(each);
      }
      return new Outcome(count.sum() / seconds, latencies);
    }
  }

  private static void surface(Future<?> caller) throws Exception {
    try {
      caller.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller failed", e.getCause());
    }
  }
}
