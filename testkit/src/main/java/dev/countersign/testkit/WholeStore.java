package dev.countersign.testkit;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.credit.analysis.BureauStore;
import dev.countersign.application.credit.policy.PolicyStore;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.event.EventLog;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.application.notification.NotificationStore;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.WebhookStore;
import java.util.function.Function;

/** Every store at once, for tests that prepare or look into several. */
public interface WholeStore
    extends AccountStore, PolicyStore, BureauStore, CreditStore, NotificationStore, WebhookStore {
  IdempotencyStore answers();

  EventLog eventLog();

  /** The same transactions for work on a part of the store. */
  static <S> Transactions<S> part(
      Transactions<WholeStore> whole, Function<? super WholeStore, ? extends S> part) {
    return new Transactions<>() {
      @Override
      public <T> T inTransaction(Function<? super S, T> work) {
        return whole.inTransaction(store -> work.apply(part.apply(store)));
      }
    };
  }
}
