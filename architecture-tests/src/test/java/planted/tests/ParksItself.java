package planted.tests;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Waits for a time, in smaller pieces. */
public final class ParksItself {
  private ParksItself() {}

  static void until(AtomicBoolean done) {
    while (!done.get()) {
      LockSupport.parkNanos(1_000);
    }
  }
}
