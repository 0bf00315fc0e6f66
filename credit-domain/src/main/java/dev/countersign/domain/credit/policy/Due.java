package dev.countersign.domain.credit.policy;

import java.time.Instant;

/** What time does next to a request that waits, and when. */
public record Due(EscalationStep step, Instant at) {
  /** Whether the time has come. */
  public boolean isDueAt(Instant now) {
    return !now.isBefore(at);
  }
}
