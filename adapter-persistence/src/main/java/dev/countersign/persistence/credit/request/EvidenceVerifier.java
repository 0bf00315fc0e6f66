package dev.countersign.persistence.credit.request;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.credit.request.Evidence;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Actor;
import dev.countersign.domain.party.Role;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds what is kept of every move of every request, and of every policy, against the hashes that
 * the audit trail has of them. The chain vouches for the trail, and the trail for these rows.
 */
public final class EvidenceVerifier {
  private static final int BATCH = 500;
  private static final int MOST_NAMED = 100;

  private static final String MOVES =
      """
      select c.stream_id, c.version, c.at, c.actor_id, c.task, c.events,
        encode(c.salt, 'hex') as salt, p.body, a.record,
        d.proposed, d.stage, d.outcome, d.decided_by, d.decided_as, d.seen, d.decided_at,
        s.method, s.annual_rate_percent, s.effective_annual_cost_percent, s.granted_on,
        s.deducted_fees, s.financed_fees, s.due_days, s.principal, s.interest, s.fee, r.amount, r.currency, e.details::json ->> 'evidence' as evidence
      from (select * from change where stream_type = 'credit-request'
              and (stream_id, version) > (:id, :version)
            order by stream_id, version limit :limit) c
      left join credit_request r on r.id = c.stream_id
      left join proposal p on p.request_id = c.stream_id and p.revision = c.version
      left join analysis a on a.request_id = c.stream_id and a.proposed = c.version - 1
      left join decision d on d.request_id = c.stream_id and d.revision = c.version
      left join repayment_schedule s on s.request_id = c.stream_id and c.version = r.revision
      left join audit_entry e on e.subject = 'credit-request/' || c.stream_id and e.at = c.at
        and e.details::json ->> 'revision' = c.version::text
      order by c.stream_id, c.version
      """;

  /** Moves that the trail knows of and nothing else does. */
  private static final String GONE =
      """
      select e.subject, e.details::json ->> 'revision' as revision from audit_entry e
      where e.subject like 'credit-request/%' and e.details like '%"evidence"%'
        and not exists (
          select from change c where c.stream_type = 'credit-request'
            and c.stream_id = substring(e.subject from 16)::uuid
            and c.version = (e.details::json ->> 'revision')::int)
      order by e.id limit :limit
      """;

  /** Requests whose own row is not where their last move left it. */
  private static final String MISPLACED =
      """
      select r.id from credit_request r
      where not exists (
          select from audit_entry e
          where e.subject = 'credit-request/' || r.id
            and e.details::json ->> 'revision' = r.revision::text
            and e.details::json ->> 'status' = r.status)
        or exists (
          select from change c
          where c.stream_type = 'credit-request' and c.stream_id = r.id
            and c.version > r.revision)
      order by r.id limit :limit
      """;

  private static final String POLICIES =
      """
      select p.version, p.hash, p.body, l.number, exists (
          select from audit_entry e
          where e.subject = 'policy/' || p.version and e.action in ('first-start', 'publish')
            and e.actor = l.published_by and e.at = l.published_at
            and e.details::json ->> 'hash' = p.hash
            and (e.details::json ->> 'effectiveFrom')::timestamptz = l.since) as logged
      from policy_publication l join policy p on p.number = l.policy
      order by l.number
      """;

  private final UnitsOfWork units;

  public EvidenceVerifier(UnitsOfWork units) {
    this.units = units;
  }

  /**
   * @param moves that were looked at
   * @param flaws what is not as it was logged, each named for people; at most 100
   */
  public record Report(long moves, List<String> flaws) {
    public Report {
      flaws = List.copyOf(flaws);
    }
  }

  private record Checked(UUID request, int version, boolean asLogged) {}

  public Report verify() {
    var flaws = new ArrayList<>(policies());
    long moves = 0;
    var last = new Checked(new UUID(0, 0), 0, true);
    for (var batch = after(last); !batch.isEmpty(); batch = after(last)) {
      moves += batch.size();
      batch.stream()
          .filter(move -> !move.asLogged)
          .map(EvidenceVerifier::named)
          .forEach(flaws::add);
      last = batch.getLast();
    }
    flaws.addAll(gone());
    flaws.addAll(misplaced());
    return new Report(moves, flaws.subList(0, Math.min(flaws.size(), MOST_NAMED)));
  }

  private static String named(Checked move) {
    return "what is kept of credit-request/%s at revision %d".formatted(move.request, move.version);
  }

  private List<Checked> after(Checked last) {
    return units.read(handle ->
        handle
            .createQuery(MOVES)
            .bind("id", last.request)
            .bind("version", last.version)
            .bind("limit", BATCH)
            .map(Row.as(EvidenceVerifier::checked))
            .list());
  }

  private static Checked checked(Row row) {
    return new Checked(row.uuid("stream_id"), row.integer("version"), isAsLogged(row));
  }

  /** What can't be read is not what was logged, whatever is wrong with it. */
  private static boolean isAsLogged(Row row) {
    try {
      return row.optionalText("evidence")
          .filter(logged -> evidence(row).hash().value().equals(logged))
          .isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static Evidence evidence(Row row) {
    return new Evidence(
        new CreditRequestId(row.uuid("stream_id")),
        new Revision(row.integer("version")),
        row.instant("at"),
        AuditEntry.nameOf(actor(row)),
        row.texts("events"),
        row.optionalText("body"),
        row.optionalText("record"),
        row.optionalText("outcome").map(outcome -> CanonicalJson.write(decision(row, outcome))),
        row.optionalText("method")
            .map(method -> CanonicalJson.write(RequestRow.schedule(row, RequestRow.amount(row)))),
        row.text("salt"));
  }

  private static Actor actor(Row row) {
    return row.optionalUser("actor_id")
        .<Actor>map(Actor.Person::new)
        .orElseGet(() -> new Actor.Automatic(new Actor.Task(row.text("task"))));
  }

  private static Decision decision(Row row, String outcome) {
    return new Decision(
        new Revision(row.integer("proposed")),
        new Revision(row.integer("seen")),
        new Stage(row.text("stage")),
        Decision.Outcome.valueOf(outcome),
        row.user("decided_by"),
        new Role(row.text("decided_as")),
        row.instant("decided_at"));
  }

  private List<String> gone() {
    return units.read(handle ->
        handle
            .createQuery(GONE)
            .bind("limit", MOST_NAMED)
            .map(
                Row.as(row ->
                    "%s at revision %s, which is gone"
                        .formatted(row.text("subject"), row.text("revision"))))
            .list());
  }

  private List<String> misplaced() {
    return units.read(handle ->
        handle
            .createQuery(MISPLACED)
            .bind("limit", MOST_NAMED)
            .map(Row.as(row -> "where credit-request/%s stands".formatted(row.uuid("id"))))
            .list());
  }

  private List<String> policies() {
    return units.read(handle ->
        handle.createQuery(POLICIES).map(Row.as(EvidenceVerifier::policy)).list().stream()
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<String> policy(Row row) {
    boolean whole = Hash.of(row.text("body")).value().equals(row.text("hash"));
    return whole && row.flag("logged")
        ? Optional.empty()
        : Optional.of(
            "policy/%s, publication %d".formatted(row.text("version"), row.integer("number")));
  }
}
