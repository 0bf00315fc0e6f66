package dev.countersign.domain.credit.proposal;

/** How one payment of an existing credit went. */
public enum PaymentStatus {
  ON_TIME,
  LATE,
  NEVER
}
