package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * All the instalments of one credit, from the day it is granted to the day nothing is owed. Their
 * principal sums to the amount exactly.
 *
 * @param amount of the credit, positive
 * @param rate nominal, for a year
 * @param instalments at least one, numbered from 1, due dates rising strictly, the last balance
 *     zero
 * @param effectiveAnnualCostPercent what the credit costs a year, with two decimals
 */
public record RepaymentSchedule(
    RepaymentMethod method,
    Money amount,
    AnnualRate rate,
    LocalDate grantedOn,
    List<Instalment> instalments,
    BigDecimal effectiveAnnualCostPercent) {

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
    requirePaidOff(amount, grantedOn, instalments);
  }

  private static void requirePaidOff(
      Money amount, LocalDate grantedOn, List<Instalment> instalments) {
    var balance = amount;
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
      throw new IllegalArgumentException("of " + amount + ", " + balance + " is never paid off");
    }
  }
}
