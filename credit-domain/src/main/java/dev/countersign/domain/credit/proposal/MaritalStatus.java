package dev.countersign.domain.credit.proposal;

/** The applicant's family state; asked for, never scored. */
public enum MaritalStatus {
  SINGLE,
  MARRIED,
  CIVIL_PARTNERSHIP,
  SEPARATED,
  DIVORCED,
  WIDOWED,
  OTHER
}
