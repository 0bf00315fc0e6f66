package dev.countersign.persistence;

import dev.countersign.application.store.Store;
import dev.countersign.application.store.StoreUnavailable;
import dev.countersign.application.store.Transactions;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.credit.request.RequestCache;
import dev.countersign.persistence.store.UnitsOfWork;
import java.util.function.Function;

/** Units of work, each handed out as the stores it reaches. */
record JdbiTransactions(
    UnitsOfWork units, PolicyNumbers policies, RequestCache memory, Runnable afterEventsCommitted)
    implements Transactions {
  @Override
  public <T> T inTransaction(Function<Store, T> work) {
    try {
      return units.inOne(
          unit -> work.apply(new JdbiStore(unit, policies, memory, afterEventsCommitted)));
    } catch (StoreUnavailable e) {
      memory.forget();
      throw e;
    }
  }
}
