package dev.countersign.examples;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.analysis.BureauReport;
import dev.countersign.domain.credit.analysis.Fact;
import dev.countersign.domain.credit.analysis.FactKey;
import dev.countersign.domain.credit.analysis.Facts;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.Admission.Admitted;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyArchive;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequest.Granted;
import dev.countersign.domain.credit.request.CreditRequest.InApproval;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.DecisionPeriod;
import dev.countersign.domain.credit.request.StageDecision.Concluded;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.StaffMember;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rules alone, without a database, a server or a clock: from a proposal to its schedule. */
public final class EmbedTheDomain {
  private static final String PROPOSAL =
      """
      {
        "product": "CONSUMER",
        "amount": {"amount": "1000.00", "currency": "EUR"},
        "termMonths": 12,
        "purpose": "A bicycle",
        "applicant": {
          "dateOfBirth": "1990-04-12", "maritalStatus": "MARRIED", "dependents": 1,
          "grossMonthlyIncome": {"amount": "2400.00", "currency": "EUR"},
          "workStatus": "EMPLOYED", "existingCredits": []
        }
      }
      """;

  private EmbedTheDomain() {}

  public static void main(String[] args) {
    var policy = PinnedPolicy.of(StandardPolicy.get());
    var now = Instant.parse("2026-01-31T12:00:00Z");
    var proposal = CanonicalJson.read(Proposal.class, PROPOSAL);
    var admitted = (Admitted) policy.admit(proposal, now);

    var id = new CreditRequestId(UUID.randomUUID());
    var applicant = new UserId(UUID.randomUUID());
    var request = CreditRequest.submit(id, applicant, admitted, now).next();

    var report = new Fact.Known<>(new BureauReport(Optional.of(700), false), "our bureau");
    var facts = Facts.of(FactKey.BUREAU, report);
    PolicyArchive policies = ref -> policy;
    var record = AnalysisRecord.of(request, policies, facts, now);
    record.analysis().findings().forEach(finding -> System.out.println(finding.text()));

    var analyst = new StaffMember(new UserId(UUID.randomUUID()), Set.of(Role.ANALYST));
    var yes = new Verdict.Approve(Optional.empty());
    if (request.analysed(record, policies).next() instanceof InApproval waiting
        && waiting.decisionPeriod(policies, now) instanceof DecisionPeriod.Running running
        && running.decide(yes, analyst, waiting.revision()) instanceof Concluded end
        && end.change().next() instanceof Granted granted) {
      granted
          .schedule()
          .instalments()
          .forEach(each -> System.out.println(each.dueDate() + "  " + each.total()));
    }
  }
}
