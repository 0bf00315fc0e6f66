package dev.countersign.application.credit.analysis;

import dev.countersign.domain.credit.request.CreditRequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Past analyses, byte for byte as they were stored. */
public interface StoredAnalyses {
  /** When the oldest request was submitted. */
  Optional<Instant> oldest();

  /** Of requests submitted from that instant on, the oldest first; at most so many. */
  List<Stored> from(Instant submitted, int limit);

  /**
   * @param record canonical JSON, if nobody has touched it
   */
  record Stored(CreditRequestId request, String record) {}
}
