package dev.countersign.domain.credit.repayment;

/** How much of a year's interest an instalment at a fixed distance in days bears. */
public enum InterestPeriod {
  /** A twelfth, as if it were a month. */
  MONTH,
  /** As many 365ths as there are days from one instalment to the next. */
  DAYS
}
