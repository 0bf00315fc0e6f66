package dev.countersign.domain.credit.analysis;

/** What a check found. */
public enum Result {
  PASS,
  /** Declines the request. */
  FAIL,
  /** Sends the request to people, one level further up. */
  REFER,
  /** The check could not be made; what follows is for the policy to say, a pass never does. */
  UNAVAILABLE
}
