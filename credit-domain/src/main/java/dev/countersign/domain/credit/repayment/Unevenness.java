package dev.countersign.domain.credit.repayment;

/** Why terms make no sensible instalments of an amount. */
public enum Unevenness {
  /** One would be 0.00. */
  ZERO_INSTALMENT,
  /** The last would differ from the others by more than half. */
  LAST_DIFFERS
}
