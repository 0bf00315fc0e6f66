package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a product is paid back. A term of n months is n instalments, each of which bears a month's
 * interest, a twelfth of the yearly rate, whatever days the calendar puts between them.
 */
public record RepaymentTerms(RepaymentMethod method, AnnualRate rate, DueDates dueDates) {

  /**
   * The schedule of a credit under these terms.
   *
   * <p>Interest is rounded half-up to the minor unit in each instalment, except for {@code FLAT},
   * which rounds the interest of the whole term and spreads it. The equal part of the instalments
   * (the payment, the principal, the flat interest) is rounded half-up and never exceeds what is
   * left to pay; the last instalment takes what rounding left over. So an amount of a few cents
   * over many months has instalments of 0.00.
   *
   * @param amount of the credit, positive
   * @param termMonths 1 to {@link Annuity#MAX_MONTHS}
   * @throws IllegalArgumentException if the amount is not positive or the term is out of range
   * @throws ArithmeticException if an instalment exceeds what {@link Money} can hold, which takes
   *     an amount of more than half of that
   */
  public RepaymentSchedule schedule(Money amount, int termMonths, LocalDate grantedOn) {
    Annuity.requireTerm(termMonths);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a credit is of a positive amount, not " + amount);
    }
    var instalments = instalments(amount, termMonths, grantedOn);
    var payments = instalments.stream().map(Instalment::total).toList();
    return new RepaymentSchedule(
        method,
        amount,
        rate,
        grantedOn,
        instalments,
        EffectiveAnnualCost.percent(amount, payments, dueDates));
  }

  /**
   * What the schedule asks of a month, at its most: the instalment, of which {@code SAC} has its
   * highest first, and of {@code BULLET} the interest alone. Instalments at a distance of k days
   * are taken as many times as a month of 30.4375 days has such distances, rounded half-up.
   *
   * @param amount of the credit, positive
   * @param termMonths 1 to {@link Annuity#MAX_MONTHS}
   * @throws IllegalArgumentException if the amount is not positive or the term is out of range
   */
  public Money monthlyPayment(Money amount, int termMonths) {
    Annuity.requireTerm(termMonths);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("a credit is of a positive amount, not " + amount);
    }
    long owed = amount.minorUnits();
    long instalment =
        switch (method) {
          case PRICE -> Annuity.instalment(amount, rate, termMonths).minorUnits();
          case SAC -> HalfUp.quotient(owed, termMonths) + HalfUp.interest(owed, rate, 1);
          case BULLET -> HalfUp.interest(owed, rate, 1);
          case FLAT ->
              HalfUp.quotient(owed, termMonths)
                  + HalfUp.quotient(HalfUp.interest(owed, rate, termMonths), termMonths);
        };
    return Money.ofMinor(dueDates.aMonth(instalment), amount.currency());
  }

  private List<Instalment> instalments(Money amount, int termMonths, LocalDate grantedOn) {
    long principalOwed = amount.minorUnits();
    long payment = Annuity.instalment(amount, rate, termMonths).minorUnits();
    long flatInterest = HalfUp.interest(principalOwed, rate, termMonths);

    var instalments = new ArrayList<Instalment>(termMonths);
    for (int number = 1; number <= termMonths; number++) {
      long interest =
          switch (method) {
            case PRICE, SAC, BULLET -> HalfUp.interest(principalOwed, rate, 1);
            case FLAT -> HalfUp.part(flatInterest, termMonths, number);
          };
      long principal =
          switch (method) {
            // The payment always covers the interest, which never rises.
            case PRICE -> Math.min(payment - interest, principalOwed);
            case SAC, FLAT -> HalfUp.part(amount.minorUnits(), termMonths, number);
            case BULLET -> 0;
          };
      if (number == termMonths) {
        principal = principalOwed;
      }
      principalOwed -= principal;
      instalments.add(
          Instalment.of(
              number,
              dueDates.dueDate(grantedOn, number),
              Money.ofMinor(principal, amount.currency()),
              Money.ofMinor(interest, amount.currency()),
              Money.ofMinor(principalOwed, amount.currency())));
    }
    return instalments;
  }
}
