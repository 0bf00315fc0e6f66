package dev.countersign.testkit.memory;

import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.audit.Origin;
import dev.countersign.application.credit.request.CreditRequests;
import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.store.StaleRevision;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.AnalysisRecord;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;
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
    if (next instanceof CreditRequest.Submitted submitted) {
      transaction.write(
          tables.proposals,
          new Proposed(id, submitted.progress().proposed()),
          submitted.proposal());
    }
    for (var event : change.events()) {
      long number = tables.nextNumber();
      transaction.write(
          tables.events,
          number,
          OutboxEvent.waiting(
              new CommittedEvent(
                  number, id, next.revision(), change.at(), change.by(), reread(event))));
    }
    transaction.record(AuditEntry.of(change, from));
  }

  @Override
  public void save(Change<?> change, AnalysisRecord record, Origin from) {
    Transaction.requireMicros(record.analysedAt());
    save(change, from);
    transaction.write(
        transaction.tables().analyses,
        new Proposed(record.request(), record.revision()),
        CanonicalJson.read(AnalysisRecord.class, CanonicalJson.write(record)));
  }

  private void requireReferences(CreditRequest request) {
    var dossier = request.dossier();
    if (transaction.find(transaction.tables().accounts, dossier.applicant()).isEmpty()) {
      throw new IllegalStateException("nobody has the id " + dossier.applicant());
    }
    var unused = transaction.tables().policies().pinned(dossier.policy());
  }

  /** What can't be kept as text must not be kept here either. */
  private static CreditRequestEvent reread(CreditRequestEvent event) {
    return CanonicalJson.read(
        CreditRequestEvent.class, CanonicalJson.write(CreditRequestEvent.class, event));
  }
}
