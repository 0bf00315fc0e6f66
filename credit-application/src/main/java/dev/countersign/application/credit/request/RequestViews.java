package dev.countersign.application.credit.request;

import dev.countersign.application.store.Page;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads requests the way people look at them. Every answer is bounded. Within a transaction it sees
 * what the transaction has saved.
 */
public interface RequestViews {
  Optional<RequestView> find(CreditRequestId id);

  /** Newest first. */
  Page<RequestView> browse(RequestQuery query);

  /** What happened, oldest first; at most 1,000. */
  List<HistoryEntry> history(CreditRequestId id);

  /**
   * The analysis of the proposal that was in force at that revision, none if it is yet to come; the
   * latest without one.
   */
  Optional<AnalysisRecord> analysis(CreditRequestId id, Optional<Revision> at);

  /** The schedule, once granted. */
  Optional<RepaymentSchedule> schedule(CreditRequestId id);

  /** What time does to the request next, while it waits for people. */
  Optional<Due> due(CreditRequestId id);

  /**
   * Open stages that the person may decide, as {@link
   * dev.countersign.domain.credit.request.SeparationOfDuties} says of their roles that give {@link
   * dev.countersign.application.credit.CreditPermissions#DECIDE}, the nearest deadline first: at
   * most 200 that the person holds, and 200 others. Nothing waits for who may not log in.
   */
  List<RequestView> waitingFor(UserId person);

  /**
   * @param submitted from the least, up to but without the most
   */
  RequestSummary summary(RequestQuery.Range<Instant> submitted);
}
