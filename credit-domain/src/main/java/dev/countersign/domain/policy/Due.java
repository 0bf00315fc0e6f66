package dev.countersign.domain.policy;

import java.time.Instant;

/** What time does next to a request that waits, and when. */
public record Due(Rung rung, Instant at) {
  /** Whether the time has come. */
  public boolean isDueAt(Instant now) {
    return !now.isBefore(at);
  }
}
