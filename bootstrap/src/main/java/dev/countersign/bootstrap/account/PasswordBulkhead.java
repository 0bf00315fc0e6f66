package dev.countersign.bootstrap.account;

import dev.countersign.application.account.PasswordsBusy;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets so much work on passwords run at once and so much more wait; the rest is turned away. Two
 * bulkheads in each other: the outer one bounds how many wait, which the inner one alone would not.
 */
final class PasswordBulkhead {
  private final Bulkhead places;
  private final Bulkhead running;

  /**
   * @param longestWait of one that waits
   */
  PasswordBulkhead(int atOnce, int waiting, Duration longestWait) {
    places = bulkhead("places", atOnce + waiting, Duration.ZERO);
    running = bulkhead("running", atOnce, longestWait);
  }

  private static Bulkhead bulkhead(String name, int atOnce, Duration longestWait) {
    return Bulkhead.of(
        "passwords-" + name,
        BulkheadConfig.custom()
            .maxConcurrentCalls(atOnce)
            .maxWaitDuration(longestWait)
            .fairCallHandlingStrategyEnabled(true)
            .writableStackTraceEnabled(false)
            .build());
  }

  /**
   * @throws PasswordsBusy if its turn did not come
   */
  <T> T execute(Supplier<T> work) {
    Supplier<T> inTurn =
        Bulkhead.decorateSupplier(places, Bulkhead.decorateSupplier(running, work));
    try {
      return inTurn.get();
    } catch (BulkheadFullException | AcquirePermissionCancelledException e) {
      throw new PasswordsBusy();
    }
  }
}
