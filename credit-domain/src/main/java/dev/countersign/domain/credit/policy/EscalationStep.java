package dev.countersign.domain.credit.policy;

/** What time does to a request that waits for people, one after the other. */
public enum EscalationStep {
  /** Those who are to decide are reminded that the deadline is near. */
  REMIND,
  /** The deadline has passed: the next level up may decide in their place. */
  ESCALATE,
  /** Nobody has decided: the request is at its end. */
  EXPIRE
}
