package dev.countersign.application.credit.request;

import dev.countersign.application.account.Caller;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.request.RequestQuery.Range;
import dev.countersign.application.store.Page;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows each caller what they may see: everything to whoever may read all, others their own
 * requests without internal remarks. What someone may not see does not exist for them.
 */
public final class ReadCreditRequests {
  private final RequestViews views;
  private final Policies policies;
  private final Clock clock;

  @Inject
  public ReadCreditRequests(RequestViews views, Policies policies, Clock clock) {
    this.views = views;
    this.policies = policies;
    this.clock = clock;
  }

  public Optional<RequestView> find(CreditRequestId id, Caller caller) {
    return views
        .find(id)
        .filter(request ->
            caller.may(CreditPermissions.READ_ALL) || request.applicant().id().equals(caller.id()));
  }

  /**
   * @param query its {@code applicant} is overruled for callers who may not read all
   */
  public Page<RequestView> browse(RequestQuery query, Caller caller) {
    return views.browse(caller.may(CreditPermissions.READ_ALL) ? query : query.only(caller.id()));
  }

  public Optional<List<HistoryEntry>> history(CreditRequestId id, Caller caller) {
    return find(id, caller)
        .map(request -> views.history(id))
        .map(entries ->
            caller.may(CreditPermissions.READ_ALL)
                ? entries
                : entries.stream().map(HistoryEntry::withoutRemark).toList());
  }

  public Optional<AnalysisRecord> analysis(
      CreditRequestId id, Optional<Revision> at, Caller caller) {
    return find(id, caller).flatMap(request -> views.analysis(id, at));
  }

  public Optional<RepaymentSchedule> schedule(CreditRequestId id, Caller caller) {
    return find(id, caller).flatMap(request -> views.schedule(id));
  }

  /** What waits for the caller's roles. */
  public Inbox inbox(Caller caller) {
    var waiting = views.waitingFor(caller.id());
    var now = clock.instant();
    return new Inbox(
        waiting.stream().filter(request -> request.isHeldBy(caller.id())).toList(),
        waiting.stream().filter(request -> !request.isHeldBy(caller.id())).toList(),
        waiting.stream().filter(request -> isOverdue(request, now)).toList());
  }

  /** With the stages of the policy in force, also those at which nothing waits. */
  public RequestSummary summary(Range<LocalDate> submitted) {
    return views
        .summary(during(submitted))
        .withStages(policies.inForceAt(clock.instant()).policy().stages().codes());
  }

  /**
   * From the first of these days to the end of the last one, in the zone of the policy in force.
   */
  public Range<Instant> during(Range<LocalDate> days) {
    var zone = policies.inForceAt(clock.instant()).policy().calendar().zone();
    return new Range<>(
        days.least().map(day -> day.atStartOfDay(zone).toInstant()),
        days.most().map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
  }

  /** Of the policy in force. */
  public Currency currency() {
    return policies.inForceAt(clock.instant()).policy().currency();
  }

  /** The stages of all policies, by which a list can be filtered. */
  public Set<Stage> stages() {
    return policies.all().stream()
        .flatMap(published -> published.policy().stages().codes().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isOverdue(RequestView request, Instant now) {
    return request.open().filter(open -> open.deadline().isBefore(now)).isPresent();
  }

  /**
   * Open stages, the nearest deadline first.
   *
   * @param mine the ones that the caller holds
   * @param team the others that the caller's roles decide
   * @param overdue those of either whose deadline has passed
   */
  public record Inbox(List<RequestView> mine, List<RequestView> team, List<RequestView> overdue) {}
}
