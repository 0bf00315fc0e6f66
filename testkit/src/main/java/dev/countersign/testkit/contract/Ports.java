package dev.countersign.testkit.contract;

import dev.countersign.application.account.AccountStore;
import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.audit.browse.AuditViews;
import dev.countersign.application.credit.analysis.BureauRecordLookup;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.Outbox;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.store.Transactions;
import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.WholeStore;

/**
 * The adapters of every port, all on one store.
 *
 * @param transactions that reach every store
 * @param accounts that reach one store alone, of the same database
 * @param clock by which the leases of the outbox run out
 */
public record Ports(
    Transactions<WholeStore> transactions,
    Transactions<AccountStore> accounts,
    RequestViews views,
    AuditViews audit,
    LiveSessions liveSessions,
    Outbox outbox,
    DeadLetters deadLetters,
    EventFeed eventFeed,
    Policies policies,
    BureauRecordLookup bureauRecords,
    MutableClock clock) {
  /** The same ports with other transactions, on the same store. */
  public Ports with(
      Transactions<WholeStore> newTransactions, Transactions<AccountStore> newAccounts) {
    return new Ports(
        newTransactions,
        newAccounts,
        views,
        audit,
        liveSessions,
        outbox,
        deadLetters,
        eventFeed,
        policies,
        bureauRecords,
        clock);
  }
}
