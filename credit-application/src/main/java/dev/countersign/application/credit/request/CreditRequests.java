package dev.countersign.application.credit.request;

import dev.countersign.application.audit.Origin;
import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.util.Optional;

/** The requests, within a transaction. */
public interface CreditRequests {
  Optional<CreditRequest> find(CreditRequestId id);

  /**
   * The request as this node saved it last, if it remembers, at no cost. It may have moved on: a
   * save that rests on it is refused then, so it is enough to prepare one and nothing else.
   */
  default Optional<CreditRequest> recall(CreditRequestId id) {
    return Optional.empty();
  }

  /**
   * Saves a move of a request: its state, what the move adds, its events and the audit entry that
   * tells of it.
   *
   * @throws dev.countersign.application.store.StaleRevision if the request is not at the revision
   *     before the change any more, or exists already although it is new
   */
  void save(Change<?> change, Origin from);
}
