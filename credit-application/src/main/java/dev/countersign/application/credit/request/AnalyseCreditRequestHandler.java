package dev.countersign.application.credit.request;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.analysis.AnalysisProgress;
import dev.countersign.application.credit.analysis.FactFinding;
import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.analysis.Finding;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.Dossier;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for the facts outside any transaction, then decides and saves in one. */
public final class AnalyseCreditRequestHandler implements AnalyseCreditRequest {
  private final Transactions<CreditStore> transactions;
  private final Policies policies;
  private final FactFinding factFinding;
  private final AnalysisProgress progress;
  private final Clock clock;

  @Inject
  public AnalyseCreditRequestHandler(
      Transactions<CreditStore> transactions,
      Policies policies,
      FactFinding factFinding,
      AnalysisProgress progress,
      Clock clock) {
    this.transactions = transactions;
    this.policies = policies;
    this.factFinding = factFinding;
    this.progress = progress;
    this.clock = clock;
  }

  /** With nobody who follows the checks. */
  public AnalyseCreditRequestHandler(
      Transactions<CreditStore> transactions,
      Policies policies,
      FactFinding factFinding,
      Clock clock) {
    this(transactions, policies, factFinding, (request, applicant, finding) -> {}, clock);
  }

  @Override
  public Outcome handle(Command command) {
    return due(command).map(this::analyse).orElseGet(NotDue::new);
  }

  private Optional<CreditRequest.Submitted> due(Command command) {
    return transactions.inTransaction(store ->
        due(store.requests().recall(command.request()), command)
            .or(() -> due(store.requests().find(command.request()), command)));
  }

  private static Optional<CreditRequest.Submitted> due(
      Optional<CreditRequest> request, Command command) {
    return request
        .filter(CreditRequest.Submitted.class::isInstance)
        .map(CreditRequest.Submitted.class::cast)
        .filter(submitted -> submitted.progress().proposed().equals(command.proposed()));
  }

  private Outcome analyse(CreditRequest.Submitted request) {
    var policy = policies.pinned(request.dossier().policy()).policy();
    var proposal = request.proposal();
    var product = policy.product(proposal.product()).orElseThrow();
    var asked = policy.calendar().dayAt(clock.instant());
    var told = new HashSet<String>();
    Consumer<List<Finding>> tell = findings -> tell(request.dossier(), findings, told);
    var facts = factFinding.about(proposal, product, policy, asked, tell);
    var record = AnalysisRecord.of(request, policies, facts, clock.instant());
    tell.accept(record.analysis().findings());
    var change = request.analysed(record, policies);
    try {
      return transactions.inTransaction(store -> {
        store.requests().save(change, Origin.INTERNAL);
        return new Analysed(change);
      });
    } catch (StaleRevision e) {
      return new NotDue();
    }
  }

  private void tell(Dossier request, List<Finding> findings, Set<String> told) {
    findings.stream()
        .filter(Finding::isFinished)
        .filter(finding -> told.add(finding.check()))
        .forEach(finding -> progress.finished(request.id(), request.applicant(), finding));
  }
}
