package dev.countersign.domain.proposal;

/** How an existing credit stands. */
public enum CreditStatus {
  ONGOING,
  COMPLETED,
  CANCELLED
}
