package dev.countersign.domain.party;

/** What a person may do. Someone may hold several; none of them lifts the separation of duties. */
public enum Role {
  /** Asks for credit and sees their own requests. */
  APPLICANT,
  /** Decides the first stage and sees every request. */
  ANALYST,
  /** Decides the second stage and sees every request. */
  MANAGER,
  /** Decides the third stage and sees every request. */
  DIRECTOR,
  /** Keeps users, policies and the audit trail; decides nothing. */
  ADMIN
}
