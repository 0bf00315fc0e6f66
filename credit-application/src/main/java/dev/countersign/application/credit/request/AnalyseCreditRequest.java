package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.request.Change;
import dev.countersign.domain.credit.request.CreditRequest;
import dev.countersign.domain.credit.request.CreditRequestId;
import dev.countersign.domain.credit.request.Revision;

/**
 * Analyses a submitted proposal and moves its request on. Doing so twice, or on several nodes at
 * once, has one effect.
 */
@FunctionalInterface
public interface AnalyseCreditRequest {
  Outcome handle(Command command);

  /**
   * @param proposed the revision that brought the proposal
   */
  record Command(CreditRequestId request, Revision proposed) {}

  sealed interface Outcome {}

  record Analysed(Change<? extends CreditRequest> change) implements Outcome {}

  /** The proposal was analysed before, or the request was withdrawn, or there is none. */
  record NotDue() implements Outcome {}
}
