package dev.countersign.domain.credit.proposal;

/** What kind of property secures the credit. */
public enum PropertyType {
  HOUSE,
  APARTMENT,
  LAND,
  COMMERCIAL,
  OTHER
}
