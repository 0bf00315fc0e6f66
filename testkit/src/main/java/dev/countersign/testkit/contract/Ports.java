package dev.countersign.testkit.contract;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.audit.BrowseAudit;
import dev.countersign.application.credit.analysis.BureauRecords;
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
 * @param clock by which the leases of the outbox run out
 */
public record Ports(
    Transactions<WholeStore> transactions,
    RequestViews views,
    BrowseAudit audit,
    LiveSessions liveSessions,
    Outbox outbox,
    DeadLetters deadLetters,
    EventFeed eventFeed,
    Policies policies,
    BureauRecords bureauRecords,
    MutableClock clock) {}
