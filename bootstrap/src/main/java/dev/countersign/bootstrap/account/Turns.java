package dev.countersign.bootstrap.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so much work run at once and so much more wait for its turn; the rest is turned away. */
final class Turns {
  private final Semaphore places;
  private final Semaphore running;
  private final Duration patience;

  /**
   * @param patience how long one waits for a turn
   */
  Turns(int atOnce, int waiting, Duration patience) {
    this.places = new Semaphore(atOnce + waiting);
    this.running = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /**
   * @return what the work gave, or nothing if its turn did not come
   */
  <T> Optional<T> take(Supplier<T> work) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      if (!running.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
      try {
        return Optional.of(work.get());
      } finally {
        running.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      places.release();
    }
  }
}
