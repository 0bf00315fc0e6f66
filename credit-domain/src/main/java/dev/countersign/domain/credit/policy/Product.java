package dev.countersign.domain.credit.policy;

import dev.countersign.domain.credit.approval.Stage;
import dev.countersign.domain.credit.proposal.ProductCode;
import dev.countersign.domain.credit.repayment.RepaymentTerms;
import dev.countersign.domain.money.Money;

/**
 * A kind of credit on offer.
 *
 * @param maximumAmount may be asked for, at most
 * @param maximumTermMonths 1 to 600
 * @param needsProperty whether a property must secure it; otherwise none may be given
 * @param approvedAtLeastBy the stage its route reaches even for small amounts
 */
public record Product(
    ProductCode code,
    Money maximumAmount,
    int maximumTermMonths,
    RepaymentTerms repayment,
    boolean needsProperty,
    Stage approvedAtLeastBy) {
  public Product {
    if (!maximumAmount.isPositive()) {
      throw new IllegalArgumentException(code + ": the largest amount must be above zero");
    }
    if (maximumTermMonths < 1 || maximumTermMonths > 600) {
      throw new IllegalArgumentException(code + ": the longest term is 1 to 600 months");
    }
  }
}
