package dev.countersign.testkit.memory;

import dev.countersign.testkit.MutableClock;
import dev.countersign.testkit.contract.Ports;
import java.time.Instant;

/** All in-memory adapters on an empty store. */
public final class InMemoryPorts {
  private InMemoryPorts() {}

  public static Ports fresh() {
    var clock = MutableClock.at(Instant.parse("2026-06-01T10:00:00Z"));
    var database = new InMemoryDatabase(clock);
    return new Ports(
        database,
        database.transactions(store -> store),
        database.requestViews(),
        database.auditViews(),
        database.liveSessions(),
        database.outbox(),
        database.deadLetters(),
        database.eventFeed(),
        database.policies(),
        database.bureauRecords(),
        clock);
  }
}
