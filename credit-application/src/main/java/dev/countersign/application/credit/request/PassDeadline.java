package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.policy.EscalationStep;
import dev.countersign.domain.credit.request.CreditRequestId;

/**
 * Does to a request what time asks for next, if it is due: reminds whoever is to decide, escalates
 * to the level above, lets it expire. Doing so twice, or on several nodes at once, has one effect.
 */
@FunctionalInterface
public interface PassDeadline {
  Outcome handle(Command command);

  record Command(CreditRequestId request) {}

  sealed interface Outcome {}

  /** What was due is done; more may be due. */
  record Passed(EscalationStep step) implements Outcome {}

  /** The request waits for people, who have until then. */
  record TooEarly(Due next) implements Outcome {}

  /** The request waits for its analysis or is at its end, or there is none. */
  record NotWaiting() implements Outcome {}
}
