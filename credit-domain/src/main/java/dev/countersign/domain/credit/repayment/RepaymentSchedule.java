package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All the instalments of one credit, from the day it is granted to the day nothing is owed. Their
 * principal sums to the amount exactly, and to what is financed of the fees.
 *
 * @param amount of the credit, positive
 * @param rate nominal, for a year
 * @param instalments at least one, numbered from 1, due dates rising strictly, the last balance
 *     zero
 * @param effectiveAnnualCostPercent what the credit costs a year, fees included, with two decimals
 * @param feesAtGrant absent if there are none
 */
public record RepaymentSchedule(
    RepaymentMethod method,
    Money amount,
    AnnualRate rate,
    LocalDate grantedOn,
    List<Instalment> instalments,
    BigDecimal effectiveAnnualCostPercent,
    Optional<GrantFees> feesAtGrant) {

  /** Without fees at the grant. */
  public RepaymentSchedule(
      RepaymentMethod method,
      Money amount,
      AnnualRate rate,
      LocalDate grantedOn,
      List<Instalment> instalments,
      BigDecimal effectiveAnnualCostPercent) {
    this(
        method, amount, rate, grantedOn, instalments, effectiveAnnualCostPercent, Optional.empty());
  }

  /**
   * Refuses a schedule that does not pay off its amount, instalment by instalment.
   *
   * @throws IllegalArgumentException if any of what is said above does not hold
   */
  public RepaymentSchedule {
    instalments = List.copyOf(instalments);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("amount must be positive: " + amount);
    }
    if (effectiveAnnualCostPercent.signum() < 0 || effectiveAnnualCostPercent.scale() != 2) {
      throw new IllegalArgumentException(
          "effective annual cost must not be negative and have two decimals: "
              + effectiveAnnualCostPercent);
    }
    requirePaidOff(
        feesAtGrant.map(fees -> amount.plus(fees.financed())).orElse(amount),
        grantedOn,
        instalments);
  }

  /** What the borrower receives: the amount less the fees that are kept back. */
  public Money paidOut() {
    return feesAtGrant.map(fees -> amount.minus(fees.deducted())).orElse(amount);
  }

  /** What it comes to, all in all. */
  public Totals totals() {
    var interest = Money.zero(amount.currency());
    var fees =
        feesAtGrant
            .map(atGrant -> atGrant.deducted().plus(atGrant.financed()))
            .orElse(Money.zero(amount.currency()));
    for (var instalment : instalments) {
      interest = interest.plus(instalment.interest());
      fees = instalment.fee().map(fees::plus).orElse(fees);
    }
    return new Totals(amount, interest, fees, amount.plus(interest).plus(fees));
  }

  private static void requirePaidOff(
      Money owed, LocalDate grantedOn, List<Instalment> instalments) {
    var balance = owed;
    var dueDate = grantedOn;
    int number = 0;
    for (var instalment : instalments) {
      number++;
      if (instalment.number() != number) {
        throw new IllegalArgumentException("instalment " + number + " is missing");
      }
      if (!instalment.dueDate().isAfter(dueDate)) {
        throw new IllegalArgumentException("instalment " + number + " is due too early");
      }
      balance = balance.minus(instalment.principal());
      if (!instalment.balance().equals(balance)) {
        throw new IllegalArgumentException("the balance after " + number + " must be " + balance);
      }
      dueDate = instalment.dueDate();
    }
    if (!balance.isZero()) {
      throw new IllegalArgumentException("of " + owed + ", " + balance + " is never paid off");
    }
  }
}
