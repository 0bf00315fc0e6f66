package dev.countersign.benchmarks;

import dev.countersign.application.account.Account;
import dev.countersign.application.account.Accounts;
import dev.countersign.application.account.Caller;
import dev.countersign.application.account.SessionId;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.CreditPermissions;
import dev.countersign.application.credit.analysis.FactFinding;
import dev.countersign.application.credit.analysis.PropertyValuation;
import dev.countersign.application.credit.analysis.SimulatedBureau;
import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.request.AnalyseCreditRequest;
import dev.countersign.application.credit.request.AnalyseCreditRequestHandler;
import dev.countersign.application.credit.request.CreditStore;
import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.DecideStageHandler;
import dev.countersign.application.credit.request.MoveOutcome;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.credit.request.SubmitCreditRequestHandler;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.domain.credit.approval.Verdict;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.StandardPolicy;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.party.Role;
import dev.countersign.domain.party.UserId;
import dev.countersign.persistence.Database;
import dev.countersign.persistence.account.JdbiAccountStore;
import dev.countersign.persistence.store.UuidV7Ids;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Requests from their submission to the grant, through the use cases themselves: submitted,
 * analysed and approved three times, each step a durable transaction with its events and audit
 * entry.
 */
final class Lifecycles implements AutoCloseable {
  private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SubmitCreditRequest submit;
  private final AnalyseCreditRequest analyse;
  private final DecideStage decide;
  private final Proposal proposal = Samples.personal();
  private final Caller applicant;
  private final Caller analyst;
  private final Caller manager;
  private final Caller director;

  Lifecycles(Database database) {
    Transactions<CreditStore> transactions = database.transactions(database::creditStore);
    var policies = database.policies();
    var ids = new UuidV7Ids();
    var published =
        policies.publish(
            PinnedPolicy.of(StandardPolicy.get()), Publication.atFirstStart(CLOCK.instant()));
    if (!published.policy().policy().equals(StandardPolicy.get())) {
      throw new IllegalStateException("another policy is in force");
    }
    submit = new SubmitCreditRequestHandler(transactions, policies, ids, CLOCK);
    analyse =
        new AnalyseCreditRequestHandler(
            transactions,
            policies,
            new FactFinding(
                List.of(
                    new SimulatedBureau(database.bureauRecords()), PropertyValuation.declared()),
                threads),
            CLOCK);
    decide = new DecideStageHandler(transactions, policies, CLOCK);
    applicant = person(database, ids, "bench-applicant", Role.APPLICANT);
    analyst = person(database, ids, "bench-analyst", Role.ANALYST);
    manager = person(database, ids, "bench-manager", Role.MANAGER);
    director = person(database, ids, "bench-director", Role.DIRECTOR);
  }

  private static Caller person(Database database, Ids ids, String name, Role role) {
    var at = CLOCK.instant();
    var account =
        new Account(
            new UserId(ids.next(at)),
            name,
            name,
            name + "@example.org",
            "en",
            Set.of(role),
            true,
            Account.Preferences.ALL,
            "no password: nobody logs in",
            at);
    var added =
        database
            .transactions(JdbiAccountStore::new)
            .inTransaction(store -> store.accounts().add(account));
    if (added != Accounts.Addition.ADDED) {
      throw new IllegalStateException("needs a fresh database");
    }
    return new Caller(
        account.id(),
        name,
        Map.of(
            role,
            Set.of(CreditPermissions.SUBMIT, CreditPermissions.DECIDE, CreditPermissions.READ_ALL)),
        new SessionId(ids.next(at)),
        Origin.INTERNAL);
  }

  /** Sees a request after each step of its life. */
  @FunctionalInterface
  interface Watcher {
    void look(UUID request) throws SQLException;
  }

  void oneWholeLife() throws SQLException {
    var unused = oneWholeLife(request -> {});
  }

  /** Returns the request's id. */
  UUID oneWholeLife(Watcher watcher) throws SQLException {
    var request = submitted();
    watcher.look(request.value());
    switch (analyse.handle(new AnalyseCreditRequest.Command(request, Revision.FIRST))) {
      case AnalyseCreditRequest.Analysed analysed -> {}
      case AnalyseCreditRequest.NotDue notDue -> throw new IllegalStateException("not analysed");
    }
    watcher.look(request.value());
    int revision = 2;
    for (var approver : List.of(analyst, manager, director)) {
      approve(request, revision++, approver);
      watcher.look(request.value());
    }
    return request.value();
  }

  private CreditRequestId submitted() {
    return switch (submit.handle(new SubmitCreditRequest.Command(proposal, applicant))) {
      case SubmitCreditRequest.Submitted submitted -> submitted.change().next().dossier().id();
      case SubmitCreditRequest.NotAdmitted refused ->
          throw new IllegalStateException(refused.violations().toString());
    };
  }

  private void approve(CreditRequestId request, int revision, Caller by) {
    var outcome =
        decide.handle(
            new DecideStage.Command(
                request, new Revision(revision), new Verdict.Approve(Optional.empty()), by));
    if (!(outcome instanceof MoveOutcome.Done)) {
      throw new IllegalStateException("not approved: " + outcome);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
