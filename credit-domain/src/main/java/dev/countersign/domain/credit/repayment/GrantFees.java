package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;

/**
 * The fees charged once, at the grant.
 *
 * @param deducted from what is paid out, not negative
 * @param financed with the credit, not negative
 */
public record GrantFees(Money deducted, Money financed) {
  public GrantFees {
    if (deducted.isNegative() || financed.isNegative() || !deducted.plus(financed).isPositive()) {
      throw new IllegalArgumentException("fees at the grant are above zero");
    }
  }
}
