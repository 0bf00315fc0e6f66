package dev.countersign.application.credit.request;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.store.Page;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads requests the way people look at them. Every answer is bounded. Within a transaction it sees
 * what the transaction has saved.
 */
public interface RequestViews {
  Optional<RequestView> find(CreditRequestId id);

  /** Newest first. */
  Page<RequestView> browse(Query query);

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
   * @param from first day of submission (UTC) that counts
   * @param to last day that counts
   */
  Summary summary(Optional<LocalDate> from, Optional<LocalDate> to);

  /**
   * Every part that is present must hold.
   *
   * @param applicant only requests of this person, whatever else is asked
   * @param user username or id of the applicant
   * @param stage the one that is open
   * @param submittedFrom first day (UTC), included
   * @param submittedTo last day (UTC), included
   * @param amountMin included, in the currency of the policy
   * @param amountMax included
   * @param text words that the purpose, the product or the applicant's username has
   * @param limit 1 to 100
   * @param after where the page before said that this one starts; anything else is an {@link
   *     IllegalArgumentException}
   */
  record Query(
      Optional<UserId> applicant,
      Optional<Status> status,
      Optional<String> user,
      Optional<ProductCode> product,
      Optional<Stage> stage,
      Optional<LocalDate> submittedFrom,
      Optional<LocalDate> submittedTo,
      Optional<BigDecimal> amountMin,
      Optional<BigDecimal> amountMax,
      Optional<String> text,
      int limit,
      Optional<String> after) {
    /** This query, cut down to the requests of one person. */
    Query only(UserId person) {
      return new Query(
          Optional.of(person),
          status,
          user,
          product,
          stage,
          submittedFrom,
          submittedTo,
          amountMin,
          amountMax,
          text,
          limit,
          after);
    }
  }

  /**
   * @param actor a username, or the name of the automatic process
   * @param type of the event, kebab-case, such as {@code stage-approved}
   * @param facts what the event tells, by name; each is for the applicant too
   * @param remark for staff alone
   */
  record HistoryEntry(
      Instant at,
      Revision revision,
      String actor,
      String type,
      Map<String, String> facts,
      Optional<String> remark) {
    public HistoryEntry {
      facts = Map.copyOf(facts);
    }

    /**
     * The entry that tells of an event.
     *
     * @param names the username of each person
     */
    public static HistoryEntry of(CommittedEvent event, Function<UserId, String> names) {
      return new HistoryEntry(
          event.at(),
          new Revision(event.version()),
          switch (event.by()) {
            case Actor.Person person -> names.apply(person.id());
            case Actor.Automatic automatic -> automatic.name();
          },
          event.event().type(),
          CreditEvents.ALL.disclosure().facts(event.event()),
          CreditEvents.ALL.disclosure().remark(event.event()));
    }

    public HistoryEntry withoutRemark() {
      return new HistoryEntry(at, revision, actor, type, facts, Optional.empty());
    }
  }

  /**
   * How many requests there are, by what they have in common.
   *
   * @param byStage in a fixed order
   */
  record Summary(
      long total,
      Map<Status, Long> byStatus,
      Map<Stage, Long> byStage,
      Map<ProductCode, Long> byProduct) {
    public Summary {
      byStatus = Map.copyOf(byStatus);
      byStage = Collections.unmodifiableMap(new LinkedHashMap<>(byStage));
      byProduct = Map.copyOf(byProduct);
    }

    /** The same with these stages first, counted as 0 where nothing waits. */
    Summary withStages(List<Stage> stages) {
      var counts = new LinkedHashMap<Stage, Long>();
      stages.forEach(stage -> counts.put(stage, 0L));
      counts.putAll(byStage);
      return new Summary(total, byStatus, counts, byProduct);
    }
  }
}
