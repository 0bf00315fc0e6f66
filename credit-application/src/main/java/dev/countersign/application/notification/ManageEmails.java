package dev.countersign.application.notification;

import dev.countersign.application.account.Caller;
import dev.countersign.application.account.Permission;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.notification.Email.State;
import dev.countersign.application.store.Page;
import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Every e-mail message there was, for whoever may look into them and have them sent again: both
 * methods throw {@link dev.countersign.application.account.NotPermitted} for other callers.
 */
public final class ManageEmails {
  private final Transactions<NotificationStore> transactions;
  private final Clock clock;

  @Inject
  public ManageEmails(Transactions<NotificationStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Newest first. */
  public Page<Email> browse(
      Optional<State> state, int limit, Optional<String> after, Caller caller) {
    caller.require(Permission.EMAIL_MANAGE);
    return transactions.inTransaction(store -> store.emails().browse(state, limit, after));
  }

  /**
   * Has an e-mail sent as if it had never been tried.
   *
   * @return the e-mail as it is now, if there is one of that id
   */
  public Optional<Email> resend(UUID id, Caller by) {
    by.require(Permission.EMAIL_MANAGE);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      var renewed = store.emails().renew(id, at);
      renewed.ifPresent(email ->
          store
              .audit()
              .record(
                  new AuditEntry(
                      at, by.id().toString(), "resend", "email/" + id, by.origin(), Map.of())));
      return renewed;
    });
  }
}
