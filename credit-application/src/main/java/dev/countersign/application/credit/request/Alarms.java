package dev.countersign.application.credit.request;

import dev.countersign.domain.credit.policy.Due;
import dev.countersign.domain.credit.request.CreditRequestId;

/** Sees to it that {@link PassDeadline} is called when time is up, whatever happens until then. */
@FunctionalInterface
public interface Alarms {
  /** Sets an alarm. The same one set twice rings once. */
  void set(CreditRequestId request, Due due);
}
