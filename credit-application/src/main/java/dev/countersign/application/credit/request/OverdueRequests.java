package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.request.CreditRequestId;
import java.time.Instant;
import java.util.List;

/** Requests to which something should have happened by now. */
public interface OverdueRequests {
  /** Proposals that came at that instant or before and wait for their analysis; at most so many. */
  List<AnalyseCreditRequest.Command> notAnalysed(Instant cameBy, int limit);

  /** What waits for people and is due at that instant, the longest overdue first. */
  List<CreditRequestId> due(Instant at, int limit);
}
