package dev.countersign.testkit.contract;

import dev.countersign.application.account.LiveSessions;
import dev.countersign.application.analysis.BureauRecords;
import dev.countersign.application.audit.BrowseAudit;
import dev.countersign.application.events.DeadLetters;
import dev.countersign.application.events.Outbox;
import dev.countersign.application.live.EventFeed;
import dev.countersign.application.policy.Policies;
import dev.countersign.application.request.RequestViews;
import dev.countersign.application.store.Transactions;
import dev.countersign.testkit.MutableClock;

/**
 * The adapters of every port, all on one store.
 *
 * @param clock by which the leases of the outbox run out
 */
public record Ports(
    Transactions transactions,
    RequestViews views,
    BrowseAudit audit,
    LiveSessions liveSessions,
    Outbox outbox,
    DeadLetters deadLetters,
    EventFeed eventFeed,
    Policies policies,
    BureauRecords bureauRecords,
    MutableClock clock) {}
