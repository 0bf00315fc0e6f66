package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.event.CommittedEvent;
import java.util.List;

/** Who is notified of the events of one context. */
public interface Audience {
  /** Whether anybody is notified of an event of such a kind; known without asking the store. */
  boolean isFor(CommittedEvent event);

  /** Those whom it concerns, as things stand now. */
  List<Account> of(CommittedEvent event, Accounts accounts);
}
