package dev.countersign.domain.credit.request;

/** The state of a request in one word. */
public enum Status {
  SUBMITTED,
  IN_APPROVAL,
  REFERRED,
  GRANTED,
  DECLINED,
  REJECTED,
  WITHDRAWN,
  EXPIRED
}
