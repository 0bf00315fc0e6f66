package dev.countersign.testkit.contract;

import dev.countersign.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/** Work on threads of its own. */
final class Threads {
  private Threads() {}

  /** Starts work that is to be waited for later. */
  static <T> FutureTask<T> started(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  static <T> T result(FutureTask<T> task) {
    try {
      return Await.result(task);
    } catch (ExecutionException e) {
      throw new AssertionError("the other thread failed", e);
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
            Await.all(start);
            return work.apply(number);
          }));
    }
    return tasks.stream().map(Threads::result).toList();
  }
}
