package dev.countersign.domain.credit.proposal;

import dev.countersign.domain.money.Money;
import dev.countersign.domain.text.WrittenText;
import java.util.Optional;

/**
 * All that one revision of a credit request asks for and declares. Whether it keeps to a product's
 * limits is for the policy to say.
 *
 * @param amount above zero
 * @param termMonths at least 1
 * @param purpose 1 to 500 characters
 */
public record Proposal(
    ProductCode product,
    Money amount,
    int termMonths,
    String purpose,
    ApplicantProfile applicant,
    Optional<Property> property) {
  public Proposal {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a credit has an amount above zero");
    }
    if (termMonths < 1) {
      throw new IllegalArgumentException("a credit has a term of at least one month");
    }
    if (purpose.isBlank() || WrittenText.length(purpose) > 500) {
      throw new IllegalArgumentException("a purpose has 1 to 500 characters");
    }
  }
}
