package dev.countersign.domain.credit.proposal;

/** How the applicant earns a living; the scorecard gives each a value. */
public enum WorkStatus {
  EMPLOYED,
  SELF_EMPLOYED,
  UNEMPLOYED,
  STUDENT,
  RETIRED,
  OTHER
}
