package dev.countersign.bootstrap.platform;

import dev.countersign.application.store.Transactions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The database as work in the background sees it, so that a backlog never takes from callers what
 * they wait for: a quarter of the connections at most for transactions and another for lookups, and
 * each turn lets callers go first for a moment. Under a load that never ends, work goes on slowly;
 * it catches up once there is room.
 *
 * <p>A thread has one turn at a time: a call made within another takes part in it, whatever store
 * either is handed, so that no turn ever waits for a second one.
 */
public final class BackgroundTransactions {
  /** How long a turn lets callers go first, at most, and how often it looks whether they are. */
  private static final Duration COURTESY = Duration.ofMillis(50);

  private static final Duration LOOK = Duration.ofMillis(5);

  private final IntSupplier waiting;
  private final int limit;
  private final Semaphore turns;

  /** Apart, since transactions may wait for a lock as long as a bureau is given to answer. */
  private final Semaphore lookups;

  private final ThreadLocal<Boolean> hasTurn = ThreadLocal.withInitial(() -> false);

  /**
   * @param waiting how many wait for the database, those of the background included
   */
  public BackgroundTransactions(IntSupplier waiting, int connections) {
    this.waiting = waiting;
    this.limit = Math.max(1, connections / 4);
    this.turns = new Semaphore(limit, true);
    this.lookups = new Semaphore(limit, true);
  }

  /** The same transactions, each in its turn. All that are made here share the turns. */
  public <S> Transactions<S> of(Transactions<S> transactions) {
    return new Transactions<>() {
      @Override
      public <T> T inTransaction(Function<? super S, T> work) {
        return inTurn(turns, () -> transactions.inTransaction(work));
      }
    };
  }

  /** The same lookup, each call in its turn. */
  public <K, V> Function<K, V> lookup(Function<? super K, ? extends V> lookup) {
    return key -> inTurn(lookups, () -> lookup.apply(key));
  }

  private <T> T inTurn(Semaphore permits, Supplier<T> work) {
    if (hasTurn.get()) {
      return work.get();
    }
    permits.acquireUninterruptibly();
    hasTurn.set(true);
    try {
      letCallersGoFirst();
      return work.get();
    } finally {
      hasTurn.remove();
      permits.release();
    }
  }

  private void letCallersGoFirst() {
    long end = System.nanoTime() + COURTESY.toNanos();
    while (waiting.getAsInt() > limit && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
