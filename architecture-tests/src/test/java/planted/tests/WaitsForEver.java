package planted.tests;

import java.util.concurrent.CountDownLatch;

/** Hangs if the other thread fails. */
public final class WaitsForEver {
  private WaitsForEver() {}

  static void until(CountDownLatch done) throws InterruptedException {
    done.await();
  }
}
