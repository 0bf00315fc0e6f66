package dev.countersign.bootstrap;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes about by itself: for conditions, never for a time. */
public final class Await {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) {
    await(what).until(condition);
  }

  /** What is found as soon as it is as wanted. */
  public static <T> T until(String what, Callable<T> search, Predicate<? super T> wanted) {
    return await(what).until(search, wanted);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(LONGEST);
  }
}
