package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One payment of a {@link RepaymentSchedule}.
 *
 * @param number 1 for the first
 * @param principal the part that pays off the credit, not negative
 * @param interest the part that pays for its use, not negative
 * @param total principal, interest and fee, what is to be paid
 * @param balance principal still owed afterwards, not negative
 * @param fee that comes with it, above zero; absent if there is none
 */
public record Instalment(
    int number,
    LocalDate dueDate,
    Money principal,
    Money interest,
    Money total,
    Money balance,
    Optional<Money> fee) {

  /** Without a fee. */
  public Instalment(
      int number, LocalDate dueDate, Money principal, Money interest, Money total, Money balance) {
    this(number, dueDate, principal, interest, total, balance, Optional.empty());
  }

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
    if (fee.filter(it -> !it.isPositive()).isPresent()) {
      throw new IllegalArgumentException("the fee of instalment " + number + " is above zero");
    }
    var due = principal.plus(interest);
    if (!total.equals(fee.map(due::plus).orElse(due))
        || !balance.currency().equals(total.currency())) {
      throw new IllegalArgumentException("instalment " + number + " does not add up");
    }
  }

  /** The instalment whose total is the sum of these. */
  static Instalment of(
      int number,
      LocalDate dueDate,
      Money principal,
      Money interest,
      Optional<Money> fee,
      Money balance) {
    var due = principal.plus(interest);
    return new Instalment(
        number, dueDate, principal, interest, fee.map(due::plus).orElse(due), balance, fee);
  }
}
