package dev.countersign.testkit;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes about by itself: for conditions, never for a time. */
public final class Await {
  /** Where every wait of a test ends as a failure, on a busy machine too. */
  public static final Duration LONGEST = Duration.ofMinutes(2);

  /** Long enough to see that something does not happen; a slow machine can't fail it. */
  private static final Duration A_WHILE = Duration.ofMillis(200);

  private Await() {}

  /** Waits until the condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    await(what).until(condition);
  }

  /** Returns what is found as soon as it is as wanted. */
  public static <T> T until(String what, Callable<T> search, Predicate<? super T> wanted) {
    return await(what).until(search, wanted);
  }

  /** Returns what the work on another thread came to. */
  public static <T> T result(Future<T> work) throws ExecutionException {
    try {
      return work.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the other thread came to no result", e);
    }
  }

  /** Takes the next element, once there is one. */
  public static <T> T next(BlockingQueue<T> queue) {
    try {
      var next = queue.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      if (next != null) {
        return next;
      }
      throw new AssertionError("nothing arrived");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until the latch has counted down to zero. */
  public static void open(CountDownLatch latch) {
    try {
      if (!latch.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the other thread did not come so far");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Hangs until the thread is interrupted; {@code throw} it where no return is possible. */
  public static AssertionError interruption() throws InterruptedException {
    var unused = new CountDownLatch(1).await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    return new AssertionError("nobody interrupted the thread");
  }

  /** Waits until as many threads have come here as the barrier is made for. */
  public static void all(CyclicBarrier barrier) {
    try {
      int unused = barrier.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the other threads did not come so far", e);
    }
  }

  /** Waits until the process has ended. */
  public static void end(Process process) {
    until("the process has ended", () -> !process.isAlive());
  }

  /** Sees that the work waits for something. */
  public static void heldUp(Future<?> work) {
    await("the work is held up").during(A_WHILE).until(() -> !work.isDone());
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(LONGEST);
  }
}
