package dev.countersign.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Work on threads of its own, which must end within half a minute. */
final class Threads {
  private static final int PATIENCE_SECONDS = 30;

  private Threads() {}

  /** Starts work that is to be waited for later. */
  static <T> FutureTask<T> started(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  static <T> T result(FutureTask<T> task) {
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the other thread came to no result", e);
    }
  }

  /** Whether it ends within the time in which anything ends that waits for nothing. */
  static boolean endsSoon(FutureTask<?> task) {
    try {
      var unused = task.get(200, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Lets another thread do it, and waits. */
  static <T> T elsewhere(Callable<T> work) {
    return result(started(work));
  }

  static void elsewhere(Runnable work) {
    var unused = elsewhere(Executors.callable(work, true));
  }

  /** Does it so many times, all at once. */
  static <T> List<T> atOnce(int times, IntFunction<T> work) {
    var start = new CyclicBarrier(times);
    var tasks = new ArrayList<FutureTask<T>>();
    for (int i = 0; i < times; i++) {
      int number = i;
      tasks.add(
          started(() -> {
            var unused = start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return work.apply(number);
          }));
    }
    return tasks.stream().map(Threads::result).toList();
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the other thread did not come so far");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
