package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;
import java.time.LocalDate;

/**
 * One payment of a {@link RepaymentSchedule}.
 *
 * @param number 1 for the first
 * @param principal the part that pays off the credit, not negative
 * @param interest the part that pays for its use, not negative
 * @param total principal and interest, what is to be paid
 * @param balance principal still owed afterwards, not negative
 */
public record Instalment(
    int number, LocalDate dueDate, Money principal, Money interest, Money total, Money balance) {

  /**
   * Refuses an instalment that does not add up.
   *
   * @throws IllegalArgumentException if the total is not the sum, anything is negative, the number
   *     is below 1 or the currencies differ
   */
  public Instalment {
    if (number < 1) {
      throw new IllegalArgumentException("instalments are numbered from 1, not " + number);
    }
    if (principal.isNegative() || interest.isNegative() || balance.isNegative()) {
      throw new IllegalArgumentException("instalment " + number + " has a negative amount");
    }
    if (!total.equals(principal.plus(interest)) || !balance.currency().equals(total.currency())) {
      throw new IllegalArgumentException("instalment " + number + " does not add up");
    }
  }

  /** The instalment whose total is the sum of these. */
  static Instalment of(
      int number, LocalDate dueDate, Money principal, Money interest, Money balance) {
    return new Instalment(number, dueDate, principal, interest, principal.plus(interest), balance);
  }
}
