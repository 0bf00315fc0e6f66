package dev.countersign.persistence.store;

import dev.countersign.application.store.Transactions;
import java.util.function.Function;

/**
 * Units of work, each handed out as a store on it.
 *
 * @param stores makes the store of a unit
 */
public record JdbiTransactions<S>(
    UnitsOfWork units, Function<? super UnitOfWork, ? extends S> stores)
    implements Transactions<S> {
  @Override
  public <T> T inTransaction(Function<? super S, T> work) {
    return units.inOne(unit -> work.apply(stores.apply(unit)));
  }
}
