package dev.countersign.domain.request;

import dev.countersign.domain.policy.Due;
import dev.countersign.domain.policy.Rung;

/** What came of the time that has passed. */
public sealed interface Lapse {
  /** What was due is done. */
  record Passed(Rung rung, Change<? extends CreditRequest> change) implements Lapse {}

  /** Nothing is due yet. */
  record TooEarly(Due next) implements Lapse {}
}
