package dev.countersign.application.notification;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.event.CommittedEvent;
import java.util.List;

/** Whom the events of one context are told to as notifications. */
public interface Audience {
  /** Whether an event of such a kind is told to anybody; known without asking the store. */
  boolean isFor(CommittedEvent event);

  /** Those whom it concerns, as things stand now. */
  List<Account> of(CommittedEvent event, Accounts accounts);
}
