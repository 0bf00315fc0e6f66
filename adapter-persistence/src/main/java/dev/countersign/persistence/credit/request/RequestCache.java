package dev.countersign.persistence.credit.request;

import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The requests that this node saved last, in place of reading again what it has just written.
 *
 * <p>Another node may have moved them on. So what is taken is gone from here until a commit proves
 * that it was true, and nothing but a save that is guarded by the revision may rest on it.
 */
public final class RequestCache {
  private static final int CAPACITY = 1_000;

  private final SequencedMap<CreditRequestId, CreditRequest> saved = new LinkedHashMap<>();

  synchronized Optional<CreditRequest> take(CreditRequestId id) {
    return Optional.ofNullable(saved.remove(id));
  }

  synchronized Optional<CreditRequest> peek(CreditRequestId id) {
    return Optional.ofNullable(saved.get(id));
  }

  /** Keeps a request that was committed, unless nothing can come after. */
  synchronized void keep(CreditRequest request) {
    var id = request.dossier().id();
    if (request instanceof CreditRequest.Closed) {
      saved.remove(id);
      return;
    }
    saved.put(id, request);
    if (saved.size() > CAPACITY) {
      saved.pollFirstEntry();
    }
  }

  /** To be called when the database was away: it may come back as another. */
  public synchronized void forget() {
    saved.clear();
  }
}
