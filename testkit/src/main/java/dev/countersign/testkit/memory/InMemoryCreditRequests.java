package dev.countersign.testkit.memory;

import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.request.ChangeAudit;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.credit.request.Evidence;
import dev.countersign.application.event.EventLog.StreamChange;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.proposal.Proposal;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Move;
import dev.countersign.domain.credit.request.Revision;
import dev.countersign.domain.event.DomainEvent;
import dev.countersign.testkit.memory.InMemoryDatabase.Proposed;
import java.util.Optional;

record InMemoryCreditRequests(Transaction transaction) implements CreditRequests {
  @Override
  public Optional<CreditRequest> find(CreditRequestId id) {
    return transaction.find(transaction.tables().requests, id);
  }

  @Override
  public void save(Change<?> change, Origin from) {
    Transaction.requireMicros(change.at());
    var tables = transaction.tables();
    var next = change.next();
    var id = next.dossier().id();
    var before = transaction.findLocked(tables.requests, id).map(CreditRequest::revision);
    if (!next.revision().equals(before.map(Revision::next).orElse(Revision.FIRST))) {
      throw new StaleRevision("credit-request/" + id);
    }
    requireReferences(next);
    transaction.write(tables.requests, id, next);
    add(change);
    transaction
        .eventLog()
        .append(
            new StreamChange(
                id.stream(),
                next.revision().value(),
                Optional.of(next.dossier().applicant()),
                change.at(),
                change.by(),
                change.events().stream().map(InMemoryCreditRequests::reread).toList()));
    var salt = "%032x".formatted(transaction.tables().nextNumber());
    transaction.record(ChangeAudit.entryOf(change, from, Evidence.of(change, salt).hash()));
  }

  private void add(Change<?> change) {
    var id = change.next().dossier().id();
    switch (change.move()) {
      case Move.Submit submit -> propose(change, submit.proposal());
      case Move.Revise revise -> propose(change, revise.proposal());
      case Move.Analyse analyse ->
          transaction.write(
              transaction.tables().analyses,
              new Proposed(id, change.next().progress().proposed()),
              CanonicalJson.read(AnalysisRecord.class, CanonicalJson.write(analyse.record())));
      case Move.Decide decide -> {}
      case Move.Grant grant -> {}
      case Move.Claim claim -> {}
      case Move.Release release -> {}
      case Move.Remind remind -> {}
      case Move.Escalate escalate -> {}
      case Move.Withdraw withdraw -> {}
      case Move.Expire expire -> {}
    }
  }

  private void propose(Change<?> change, Proposal proposal) {
    var next = change.next();
    transaction.write(
        transaction.tables().proposals,
        new Proposed(next.dossier().id(), next.progress().proposed()),
        proposal);
  }

  private void requireReferences(CreditRequest request) {
    var dossier = request.dossier();
    if (transaction.find(transaction.tables().accounts, dossier.applicant()).isEmpty()) {
      throw new IllegalStateException("the applicant_id is nobody's: " + dossier.applicant());
    }
    var unused = transaction.tables().policies().pinned(dossier.policy());
  }

  /** What can't be kept as text must not be kept here either. */
  private static DomainEvent reread(CreditRequestEvent event) {
    return CanonicalJson.read(
        CreditRequestEvent.class, CanonicalJson.write(CreditRequestEvent.class, event));
  }
}
