package dev.countersign.persistence.credit.request;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.approval.Level;
import dev.countersign.domain.credit.approval.Route;
import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.approval.Verdict.Question;
import dev.countersign.domain.credit.approval.Verdict.Reason;
import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.repayment.GrantFees;
import dev.countersign.domain.credit.repayment.Instalment;
import dev.countersign.domain.credit.repayment.RepaymentMethod;
import dev.countersign.domain.credit.repayment.RepaymentSchedule;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.CreditTerms;
import dev.countersign.domain.credit.request.Decision;
import dev.countersign.domain.credit.request.Dossier;
import dev.countersign.domain.credit.request.OpenStage;
import dev.countersign.domain.credit.request.Progress;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.credit.request.Status;
import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import dev.countersign.domain.party.Role;
import dev.countersign.persistence.credit.policy.PolicyNumbers;
import dev.countersign.persistence.store.Row;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** A request made of its row again. What does not fit its type is an error. */
public final class RequestRow {
  private RequestRow() {}

  /** Findings as one column. */
  public record Findings(List<Finding> value) {}

  /** Decisions as one column. */
  public record Decisions(List<Decision> value) {}

  static CreditRequest request(Row row, PolicyNumbers policies) {
    var dossier = dossier(row, policies);
    var progress = progress(row);
    return switch (Status.valueOf(row.text("status"))) {
      case SUBMITTED ->
          new CreditRequest.Submitted(
              dossier, progress, CanonicalJson.read(Proposal.class, row.text("proposal")));
      case IN_APPROVAL -> new CreditRequest.InApproval(dossier, progress, openStage(row));
      case REFERRED ->
          new CreditRequest.Referred(
              dossier,
              progress,
              new Stage(row.text("asked_by")),
              new Question(row.text("question")),
              row.instant("asked_at"),
              row.instant("answer_by"));
      case GRANTED ->
          new CreditRequest.Granted(
              dossier,
              progress,
              row.instant("closed_at"),
              schedule(row, progress.terms().amount()));
      case DECLINED ->
          new CreditRequest.Declined(
              dossier, progress, row.instant("closed_at"), findings(row.text("findings")));
      case REJECTED ->
          new CreditRequest.Rejected(
              dossier,
              progress,
              row.instant("closed_at"),
              new Stage(row.text("rejected_by")),
              new Reason(row.text("rejection")));
      case WITHDRAWN -> new CreditRequest.Withdrawn(dossier, progress, row.instant("closed_at"));
      case EXPIRED -> new CreditRequest.Expired(dossier, progress, row.instant("closed_at"));
    };
  }

  private static Dossier dossier(Row row, PolicyNumbers policies) {
    return new Dossier(
        new CreditRequestId(row.uuid("id")),
        row.user("applicant_id"),
        row.instant("submitted_at"),
        policies.named(row.integer("policy")));
  }

  private static Progress progress(Row row) {
    return new Progress(
        new Revision(row.integer("revision")),
        new Revision(row.integer("proposed")),
        new CreditTerms(
            new ProductCode(row.text("product")), amount(row), row.integer("term_months")),
        new Route(row.texts("route").stream().map(Stage::new).toList()),
        row.optionalText("decisions")
            .map(json -> CanonicalJson.read(Decisions.class, json).value())
            .orElse(List.of()));
  }

  static Money amount(Row row) {
    return Money.of(row.decimal("amount"), Currency.getInstance(row.text("currency")));
  }

  private static OpenStage openStage(Row row) {
    return new OpenStage(
        new Stage(row.text("stage")),
        new Role(row.text("stage_role")),
        new Revision(row.integer("stage_since")),
        row.instant("stage_opened_at"),
        row.instant("deadline"),
        row.optionalUser("holder_id"),
        escalatedTo(row),
        new Due(EscalationStep.valueOf(row.text("next_step")), row.instant("next_step_at")));
  }

  static Optional<Level> escalatedTo(Row row) {
    return row.optionalText("escalated_to")
        .map(stage -> new Level(new Stage(stage), new Role(row.text("escalated_to_role"))));
  }

  static String findings(List<Finding> findings) {
    return CanonicalJson.write(new Findings(findings));
  }

  static List<Finding> findings(String json) {
    return CanonicalJson.read(Findings.class, json).value();
  }

  static RepaymentSchedule schedule(Row row, Money amount) {
    var currency = amount.currency();
    var grantedOn = row.day("granted_on");
    var dueDays = row.array("due_days", Integer[].class);
    var principal = row.array("principal", Long[].class);
    var interest = row.array("interest", Long[].class);
    var fees = row.array("fee", Long[].class);
    var atGrant = feesAtGrant(row, currency);
    var instalments = new ArrayList<Instalment>(dueDays.length);
    var balance = atGrant.map(fee -> amount.plus(fee.financed())).orElse(amount);
    for (int i = 0; i < dueDays.length; i++) {
      var paidOff = Money.ofMinor(principal[i], currency);
      var cost = Money.ofMinor(interest[i], currency);
      balance = balance.minus(paidOff);
      var due = paidOff.plus(cost);
      var fee = fees.length == 0 ? Optional.<Money>empty() : positive(fees[i], currency);
      instalments.add(
          new Instalment(
              i + 1,
              grantedOn.plusDays(dueDays[i]),
              paidOff,
              cost,
              fee.map(due::plus).orElse(due),
              balance,
              fee));
    }
    return new RepaymentSchedule(
        RepaymentMethod.valueOf(row.text("method")),
        amount,
        AnnualRate.ofPercent(row.decimal("annual_rate_percent")),
        grantedOn,
        instalments,
        row.decimal("effective_annual_cost_percent"),
        atGrant);
  }

  private static Optional<GrantFees> feesAtGrant(Row row, Currency currency) {
    long deducted = row.number("deducted_fees");
    long financed = row.number("financed_fees");
    return deducted == 0 && financed == 0
        ? Optional.empty()
        : Optional.of(
            new GrantFees(Money.ofMinor(deducted, currency), Money.ofMinor(financed, currency)));
  }

  private static Optional<Money> positive(long minorUnits, Currency currency) {
    return minorUnits == 0 ? Optional.empty() : Optional.of(Money.ofMinor(minorUnits, currency));
  }
}
