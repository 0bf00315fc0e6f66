package dev.countersign.application.store;

import java.time.Instant;
import java.util.UUID;

/** Makes ids. */
@FunctionalInterface
public interface Ids {
  /**
   * A new id of RFC 9562, version 7, which sorts by that instant and, within a microsecond and a
   * process, by the order of the calls.
   */
  UUID next(Instant at);
}
