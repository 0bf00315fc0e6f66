package dev.countersign.application.store;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs work on a store as one transaction: all of it is durable when the call returns, or nothing
 * is if it throws.
 *
 * <p>A {@link StaleRevision} or a conflict the database found repeats the whole work a few times,
 * so work must have no effect but on the store, and must never call another system.
 *
 * <p>A call made within another on the same thread takes part in that transaction, whatever store
 * either is handed. The outermost call alone commits, rolls back or repeats.
 *
 * @param <S> what a transaction reaches; of no use outside it
 */
@FunctionalInterface
public interface Transactions<S> {
  /**
   * @throws StoreUnavailable if the store can't be reached, or was lost before it confirmed
   */
  <T> T inTransaction(Function<? super S, T> work);

  /** The same for work without a result. */
  default void run(Consumer<? super S> work) {
    var unused =
        inTransaction(store -> {
          work.accept(store);
          return true;
        });
  }
}
