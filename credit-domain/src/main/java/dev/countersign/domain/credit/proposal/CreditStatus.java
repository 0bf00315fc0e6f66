package dev.countersign.domain.credit.proposal;

/** How an existing credit stands. */
public enum CreditStatus {
  ONGOING,
  COMPLETED,
  CANCELLED
}
