package dev.countersign.domain.credit.proposal;

import dev.countersign.domain.money.Money;
import dev.countersign.domain.text.WrittenText;

/**
 * The property that secures the credit.
 *
 * @param value as the applicant declares it, above zero
 * @param location 1 to 200 characters
 */
public record Property(Money value, PropertyType type, String location) {
  public Property {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("a property has a value above zero");
    }
    if (location.isBlank() || WrittenText.length(location) > 200) {
      throw new IllegalArgumentException("a location has 1 to 200 characters");
    }
  }
}
