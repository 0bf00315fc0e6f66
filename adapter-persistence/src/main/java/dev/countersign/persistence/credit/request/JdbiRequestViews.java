package dev.countersign.persistence.credit.request;

import dev.countersign.application.credit.request.HistoryEntry;
import dev.countersign.application.credit.request.RequestQuery;
import dev.countersign.application.credit.request.RequestSummary;
import dev.countersign.application.credit.request.RequestView;
import dev.countersign.application.credit.request.RequestViews;
import dev.countersign.application.store.Page;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.event.ChangeRow;
import dev.countersign.persistence.store.Conditions;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.UuidV7Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowViewMapper;

/** Reads straight from the rows. */
public final class JdbiRequestViews implements RequestViews {
  private static final int MAX_HISTORY = 1_000;
  private static final int MAX_WAITING = 200;

  private static final String FIND =
      ViewRow.SELECT.formatted("select * from credit_request where id = :id");

  /**
   * What the person holds, and a walk through each role's own queue, so that a full one never hides
   * an empty one.
   */
  private static final String WAITING =
      "with p as materialized (%s and a.id = :person) ".formatted(MayDecide.APPROVER)
          + ViewRow.SELECT.formatted(
              """
              (select q.* from p join credit_request q on q.holder_id = p.id
                where %1$s
                order by q.deadline, q.id limit :limit)
              union all
              (select w.* from p cross join unnest(p.roles) s(role) cross join lateral (
                (select q.* from credit_request q
                  where q.stage_role = s.role and q.holder_id is distinct from p.id and %1$s
                  order by q.deadline, q.id limit :limit)
                union all
                (select q.* from credit_request q
                  where q.escalated_to_role = s.role and q.stage_role <> all (p.roles)
                    and q.holder_id is distinct from p.id and %1$s
                  order by q.deadline, q.id limit :limit)) w
              order by w.deadline, w.id limit :limit)
              """
                  .formatted(MayDecide.CONDITION))
          + "order by r.deadline, r.id";

  private static final String HISTORY =
      """
      select c.*, a.username from change c left join account a on a.id = c.actor_id
      where c.stream_id = :id and c.stream_type = 'credit-request'
      order by c.version limit :limit
      """;

  private static final String ANALYSIS =
      """
      select record from analysis where request_id = :id and (:at::int is null or proposed =
        (select max(p.revision) from proposal p join credit_request r on r.id = p.request_id
         where p.request_id = :id and p.revision <= :at and :at <= r.revision))
      order by proposed desc limit 1
      """;

  private static final String SCHEDULE =
      """
      select s.*, r.amount, r.currency
      from repayment_schedule s join credit_request r on r.id = s.request_id
      where s.request_id = :id
      """;

  private static final String DUE =
      """
      select coalesce(next_step, 'EXPIRE') as next_step, coalesce(next_step_at, answer_by) as at
      from credit_request where id = :id and coalesce(next_step_at, answer_by) is not null
      """;

  private final UnitsOfWork units;
  private final RowViewMapper<RequestView> view;

  public JdbiRequestViews(UnitsOfWork units, PolicyNumbers policies) {
    this.units = units;
    this.view = Row.as(row -> ViewRow.view(row, policies));
  }

  @Override
  public Optional<RequestView> find(CreditRequestId id) {
    return units.read(
        handle -> handle.createQuery(FIND).bind("id", id.value()).map(view).findOne());
  }

  @Override
  public Page<RequestView> browse(RequestQuery query) {
    var filter = Filter.of(query);
    var found =
        units.read(handle ->
            filter
                .conditions()
                .bind(handle.createQuery(filter.sql()))
                .bind("limit", query.limit() + 1)
                .map(view)
                .list());
    return Page.of(found, query.limit(), view -> view.id().toString());
  }

  @Override
  public List<HistoryEntry> history(CreditRequestId id) {
    var names = new HashMap<UserId, String>();
    var changes =
        units.read(handle ->
            handle
                .createQuery(HISTORY)
                .bind("id", id.value())
                .bind("limit", MAX_HISTORY)
                .map(
                    Row.as(row -> {
                      row.optionalUser("actor_id")
                          .ifPresent(actor -> names.put(actor, row.text("username")));
                      return ChangeRow.events(
                          row,
                          (stream, json) -> CanonicalJson.read(CreditRequestEvent.class, json));
                    }))
                .list());
    return changes.stream()
        .flatMap(List::stream)
        .limit(MAX_HISTORY)
        .map(event -> HistoryEntry.of(event, person -> names.getOrDefault(person, "")))
        .toList();
  }

  @Override
  public Optional<AnalysisRecord> analysis(CreditRequestId id, Optional<Revision> at) {
    return units.read(handle ->
        handle
            .createQuery(ANALYSIS)
            .bind("id", id.value())
            .bindByType("at", at.map(Revision::value).orElse(null), Integer.class)
            .map(Row.as(row -> CanonicalJson.read(AnalysisRecord.class, row.text("record"))))
            .findOne());
  }

  @Override
  public Optional<RepaymentSchedule> schedule(CreditRequestId id) {
    return units.read(handle ->
        handle
            .createQuery(SCHEDULE)
            .bind("id", id.value())
            .map(Row.as(row -> RequestRow.schedule(row, RequestRow.amount(row))))
            .findOne());
  }

  @Override
  public Optional<Due> due(CreditRequestId id) {
    return units.read(handle ->
        handle
            .createQuery(DUE)
            .bind("id", id.value())
            .map(
                Row.as(row ->
                    new Due(EscalationStep.valueOf(row.text("next_step")), row.instant("at"))))
            .findOne());
  }

  @Override
  public List<RequestView> waitingFor(UserId person) {
    return units.read(handle ->
        handle
            .createQuery(WAITING)
            .bind("person", person.value())
            .bind("limit", MAX_WAITING)
            .map(view)
            .list());
  }

  @Override
  public RequestSummary summary(RequestQuery.Range<Instant> submitted) {
    var days = new Conditions();
    days.add("id >= :first", "first", submitted.least().map(UuidV7Ids::lowest));
    days.add("id < :end", "end", submitted.most().map(UuidV7Ids::lowest));
    var sql =
        """
        select status, stage, product, count(*) as requests from credit_request %s
        group by status, stage, product
        """
            .formatted(days.where());
    return Count.sum(
        units.read(handle -> days.bind(handle.createQuery(sql)).map(Row.as(Count::of)).list()));
  }

  private record Count(Status status, Optional<Stage> stage, ProductCode product, long requests) {
    static Count of(Row row) {
      return new Count(
          Status.valueOf(row.text("status")),
          row.optionalText("stage").map(Stage::new),
          new ProductCode(row.text("product")),
          row.number("requests"));
    }

    static RequestSummary sum(List<Count> counts) {
      long total = 0;
      Map<Status, Long> byStatus = new HashMap<>();
      Map<Stage, Long> byStage = new TreeMap<>(Comparator.comparing(Stage::value));
      Map<ProductCode, Long> byProduct = new HashMap<>();
      for (var count : counts) {
        total += count.requests;
        byStatus.merge(count.status, count.requests, Long::sum);
        count.stage.ifPresent(stage -> byStage.merge(stage, count.requests, Long::sum));
        byProduct.merge(count.product, count.requests, Long::sum);
      }
      return new RequestSummary(total, byStatus, byStage, byProduct);
    }
  }
}
