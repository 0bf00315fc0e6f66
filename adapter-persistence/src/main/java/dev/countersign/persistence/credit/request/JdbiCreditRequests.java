package dev.countersign.persistence.credit.request;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.request.ChangeAudit;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.credit.request.Evidence;
import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.GrantFees;
import dev.countersign.domain.credit.repayment.Instalment;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Move;
import dev.countersign.domain.credit.request.OpenStage;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.text.SearchTerms;
import dev.countersign.persistence.audit.JdbiAuditTrail;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.event.JdbiEventLog;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.Write;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The requests: one statement loads one, and one statement saves whatever a move changed. */
public final class JdbiCreditRequests implements CreditRequests {
  private static final int SALT_BYTES = 16;
  private static final SecureRandom CHANCE = new SecureRandom();

  private static final String FIND =
      """
      select r.*,
        case when r.status = 'SUBMITTED' then
          (select body from proposal where request_id = r.id and revision = r.proposed)
        end as proposal,
        (select json_agg(json_build_object('on', d.proposed, 'stage', d.stage,
             'outcome', d.outcome, 'by', d.decided_by, 'as', d.decided_as, 'seen', d.seen,
             'at', d.decided_at) order by d.revision)
           from decision d where d.request_id = r.id)::text as decisions,
        s.method, s.annual_rate_percent, s.effective_annual_cost_percent, s.granted_on,
        s.deducted_fees, s.financed_fees, s.due_days, s.principal, s.interest, s.fee
      from credit_request r
      left join repayment_schedule s on r.status = 'GRANTED' and s.request_id = r.id
      where r.id = :id
      """;

  private final UnitOfWork unit;
  private final PolicyNumbers policies;
  private final RequestCache memory;
  private final Runnable afterEventsCommitted;

  /**
   * @param afterEventsCommitted called after every commit with events, on the thread that committed
   */
  public JdbiCreditRequests(
      UnitOfWork unit, PolicyNumbers policies, RequestCache memory, Runnable afterEventsCommitted) {
    this.unit = unit;
    this.policies = policies;
    this.memory = memory;
    this.afterEventsCommitted = afterEventsCommitted;
  }

  @Override
  public Optional<CreditRequest> find(CreditRequestId id) {
    return unit.recall(id, () -> memory.take(id)).or(() -> read(id));
  }

  @Override
  public Optional<CreditRequest> recall(CreditRequestId id) {
    return memory.peek(id);
  }

  private Optional<CreditRequest> read(CreditRequestId id) {
    return unit.reading()
        .createQuery(FIND)
        .bind("id", id.value())
        .map(Row.as(row -> RequestRow.request(row, policies)))
        .findOne();
  }

  @Override
  public void save(Change<?> change, Origin from) {
    write(change, filled(change, from, Evidence.of(change, salt())));
  }

  private static String salt() {
    var salt = new byte[SALT_BYTES];
    CHANCE.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private void write(Change<?> change, Write write) {
    var next = change.next();
    unit.write(write);
    unit.proven(next.dossier().id());
    unit.afterCommit(() -> {
      memory.keep(next);
      afterEventsCommitted.run();
    });
  }

  private Write filled(Change<?> change, Origin from, Evidence evidence) {
    return switch (change.move()) {
      case Move.Submit submit ->
          proposal(
              dossier(moved(SaveStatement.SUBMIT, change, from, evidence), change.next()),
              submit.proposal(),
              evidence);
      case Move.Revise revise ->
          proposal(
              moved(SaveStatement.REVISE, change, from, evidence), revise.proposal(), evidence);
      case Move.Analyse analyse ->
          analysis(
              moved(SaveStatement.ANALYSE, change, from, evidence), analyse.record(), evidence);
      case Move.Decide decide ->
          decision(moved(SaveStatement.DECIDE, change, from, evidence), decide.decision());
      case Move.Grant grant ->
          schedule(
              decision(moved(SaveStatement.GRANT, change, from, evidence), grant.decision()),
              grant.schedule());
      case Move.Claim claim -> moved(SaveStatement.MOVE, change, from, evidence);
      case Move.Release release -> moved(SaveStatement.MOVE, change, from, evidence);
      case Move.Remind remind -> moved(SaveStatement.MOVE, change, from, evidence);
      case Move.Escalate escalate -> moved(SaveStatement.MOVE, change, from, evidence);
      case Move.Withdraw withdraw -> moved(SaveStatement.MOVE, change, from, evidence);
      case Move.Expire expire -> moved(SaveStatement.MOVE, change, from, evidence);
    };
  }

  /** What every move changes. */
  private static Write moved(
      SaveStatement statement, Change<?> change, Origin from, Evidence evidence) {
    var next = change.next();
    var state = end(question(stage(progress(new Write(statement.sql()), next), next), next), next);
    return JdbiAuditTrail.filled(
        events(state, change, evidence), ChangeAudit.entryOf(change, from, evidence.hash()));
  }

  private static Write analysis(Write write, AnalysisRecord record, Evidence evidence) {
    return write
        .with("findings", RequestRow.findings(record.analysis().reasons()))
        .with("record", evidence.analysis());
  }

  private Write dossier(Write write, CreditRequest request) {
    var dossier = request.dossier();
    return write
        .with("submitted_at", dossier.submittedAt())
        .with("policy", policies.of(dossier.policy()));
  }

  private static Write progress(Write write, CreditRequest request) {
    var progress = request.progress();
    return write
        .with("id", request.dossier().id())
        .with("applicant", request.dossier().applicant())
        .with("revision", progress.revision().value())
        .with("proposed", progress.proposed().value())
        .with("status", request.status())
        .with("route", progress.route().stages());
  }

  private static Write stage(Write write, CreditRequest request) {
    var open = only(CreditRequest.InApproval.class, request).map(CreditRequest.InApproval::open);
    return write
        .with("stage", open.map(OpenStage::stage))
        .with("stage_since", open.map(stage -> stage.since().value()))
        .with("stage_opened_at", open.map(OpenStage::openedAt))
        .with("deadline", open.map(OpenStage::deadline))
        .with("holder", open.flatMap(OpenStage::holder))
        .with("stage_role", open.map(OpenStage::role))
        .with("escalated_to", open.flatMap(OpenStage::escalatedTo).map(Level::stage))
        .with("escalated_to_role", open.flatMap(OpenStage::escalatedTo).map(Level::role))
        .with("next_step", open.map(stage -> stage.due().step()))
        .with("next_step_at", open.map(stage -> stage.due().at()));
  }

  private static Write question(Write write, CreditRequest request) {
    var referred = only(CreditRequest.Referred.class, request);
    return write
        .with("asked_by", referred.map(CreditRequest.Referred::askedBy))
        .with("question", referred.map(asking -> asking.question().value()))
        .with("asked_at", referred.map(CreditRequest.Referred::askedAt))
        .with("answer_by", referred.map(CreditRequest.Referred::answerBy));
  }

  private static Write end(Write write, CreditRequest request) {
    var rejected = only(CreditRequest.Rejected.class, request);
    return write
        .with("closed_at", only(CreditRequest.Closed.class, request).map(it -> it.closedAt()))
        .with("rejected_by", rejected.map(CreditRequest.Rejected::stage))
        .with("rejection", rejected.map(end -> end.reason().value()));
  }

  private static <S extends CreditRequest> Optional<S> only(Class<S> state, CreditRequest request) {
    return state.isInstance(request) ? Optional.of(state.cast(request)) : Optional.empty();
  }

  private static Write events(Write write, Change<?> change, Evidence evidence) {
    return JdbiEventLog.by(change.by(), write)
        .with("at", change.at())
        .with("events", evidence.events())
        .with("salt", evidence.salt());
  }

  private static Write proposal(Write write, Proposal proposal, Evidence evidence) {
    return write
        .with("product", proposal.product())
        .with("amount", proposal.amount().toDecimal())
        .with("currency", proposal.amount().currency())
        .with("term_months", proposal.termMonths())
        .with("purpose", proposal.purpose())
        .with("body", evidence.proposal())
        .with("words", SearchTerms.of(proposal.purpose() + " " + proposal.product()));
  }

  private static Write decision(Write write, Decision decision) {
    return write
        .with("decided_stage", decision.stage())
        .with("outcome", decision.outcome())
        .with("decided_by", decision.by())
        .with("decided_as", decision.as())
        .with("seen", decision.seen().value())
        .with("decided_at", decision.at());
  }

  private static Write schedule(Write write, RepaymentSchedule schedule) {
    var instalments = schedule.instalments();
    return write
        .with("method", schedule.method())
        .with("rate", schedule.rate().toPercent())
        .with("cost", schedule.effectiveAnnualCostPercent())
        .with("granted_on", schedule.grantedOn())
        .with(
            "due_days",
            instalments.stream()
                .map(i -> ChronoUnit.DAYS.between(schedule.grantedOn(), i.dueDate()))
                .toList())
        .with("principal", instalments.stream().map(i -> i.principal().minorUnits()).toList())
        .with("interest", instalments.stream().map(i -> i.interest().minorUnits()).toList())
        .with("fee", fees(instalments))
        .with("deducted_fees", minorUnits(schedule.feesAtGrant().map(GrantFees::deducted)))
        .with("financed_fees", minorUnits(schedule.feesAtGrant().map(GrantFees::financed)));
  }

  /** None of all if no instalment has one. */
  private static List<Long> fees(List<Instalment> instalments) {
    return instalments.stream().noneMatch(i -> i.fee().isPresent())
        ? List.of()
        : instalments.stream().map(i -> minorUnits(i.fee())).toList();
  }

  private static long minorUnits(Optional<Money> money) {
    return money.map(Money::minorUnits).orElse(0L);
  }
}
