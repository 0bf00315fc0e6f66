package dev.countersign.domain.credit.proposal;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * A credit the applicant has or had, with its payment history.
 *
 * @param product what kind of credit; free, since other lenders' products have other names
 * @param amount the original amount, above zero
 * @param termMonths the full term, at least 1
 * @param annualRate above zero
 */
public record ExistingCredit(
    String product,
    LocalDate startedOn,
    Money amount,
    int termMonths,
    AnnualRate annualRate,
    CreditStatus status,
    List<Payment> payments) {
  public ExistingCredit {
    payments = List.copyOf(payments);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("an existing credit has an amount above zero");
    }
    if (termMonths < 1) {
      throw new IllegalArgumentException("an existing credit has a term of at least one month");
    }
    if (annualRate.isZero()) {
      throw new IllegalArgumentException("an existing credit has a rate above zero");
    }
  }
}
