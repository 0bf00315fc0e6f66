package dev.countersign.application.notification;

import dev.countersign.application.account.Caller;
import dev.countersign.application.store.Page;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** A caller's notifications; nobody sees those of others. */
public final class OwnNotifications {
  private final Transactions<NotificationStore> transactions;
  private final Clock clock;

  @Inject
  public OwnNotifications(Transactions<NotificationStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Newest first. */
  public Page<Notification> browse(
      Caller caller, boolean unread, int limit, Optional<String> after) {
    return transactions.inTransaction(
        store -> store.notifications().browse(caller.id(), unread, limit, after));
  }

  /**
   * @return whether the caller has such a notification
   */
  public boolean read(Caller caller, UUID id) {
    var at = clock.instant();
    return transactions.inTransaction(store -> store.notifications().read(id, caller.id(), at));
  }

  public void readAll(Caller caller) {
    var at = clock.instant();
    transactions.run(store -> store.notifications().readAll(caller.id(), at));
  }
}
