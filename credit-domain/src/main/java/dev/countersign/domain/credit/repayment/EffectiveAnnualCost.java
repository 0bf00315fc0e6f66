package dev.countersign.domain.credit.repayment;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a credit costs a year, everything the borrower pays included: the yearly rate i at which the
 * payments, each divided by {@code (1 + i)^t} for the t years until it is due, sum to what was paid
 * out. This is the annual percentage rate of charge of Directive 2008/48/EC, Annex I, and the Custo
 * Efetivo Total of the Brazilian Resolução CMN 4.881/2020.
 *
 * <p>Time and halves are counted as the {@link CostConvention} says.
 */
public final class EffectiveAnnualCost {

  /** Where climbing further no longer moves the cost by 10<sup>−9</sup> percent. */
  private static final double SMALLEST_STEP = 1e-14;

  private EffectiveAnnualCost() {}

  /**
   * The effective cost for a year in percent, rounded to two decimals. It is computed in floating
   * point, the same on every machine; what is within 10<sup>−9</sup> percent of a half counts as
   * the half.
   *
   * @param grantedOn when it is paid out
   * @param paidOut what the borrower receives, positive: the amount less any fee kept back
   * @param payments what the borrower pays, in the order of the due dates, none negative
   * @throws IllegalArgumentException if less is paid back than was paid out, an amount has the
   *     wrong sign, or the currencies differ
   * @throws ArithmeticException if the cost is beyond 10<sup>308</sup> percent
   */
  public static BigDecimal percent(
      CostConvention convention,
      LocalDate grantedOn,
      Money paidOut,
      List<Money> payments,
      DueDates dueDates) {
    requireRepaid(paidOut, payments);
    double growth =
        switch (convention) {
          case EU -> ofEqualDistances(paidOut, payments, dueDates);
          case BR -> ofRealDays(paidOut, payments, days(grantedOn, payments.size(), dueDates));
        };
    double percent = StrictMath.expm1(growth) * 100;
    if (Double.isInfinite(percent)) {
      throw new ArithmeticException("the effective annual cost is out of range");
    }
    return new BigDecimal(percent)
        .setScale(9, RoundingMode.HALF_EVEN)
        .setScale(
            2, convention == CostConvention.BR ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP);
  }

  /** The logarithm of a year's growth, where the due dates are months, weeks or days apart. */
  private static double ofEqualDistances(Money paidOut, List<Money> payments, DueDates dueDates) {
    return switch (dueDates) {
      case DueDates.Monthly() -> force(paidOut, payments, 1) * 12;
      case DueDates.EveryDays(int firstAfterDays, int everyDays, var interest) -> {
        double force = force(paidOut, payments, (double) firstAfterDays / everyDays);
        boolean isInWeeks = firstAfterDays % 7 == 0 && everyDays % 7 == 0;
        yield isInWeeks ? force * 52 * 7 / everyDays : force * 365 / everyDays;
      }
    };
  }

  private static long[] days(LocalDate grantedOn, int payments, DueDates dueDates) {
    return IntStream.rangeClosed(1, payments)
        .mapToLong(number -> DAYS.between(grantedOn, dueDates.dueDate(grantedOn, number)))
        .toArray();
  }

  /** The same by the days that pass until each payment, with the steps of {@link #force}. */
  private static double ofRealDays(Money paidOut, List<Money> payments, long[] days) {
    double force = 0;
    double step;
    do {
      double value = 0;
      double weighted = 0;
      for (int i = 0; i < days.length; i++) {
        double years = days[i] / 365.0;
        double discounted = payments.get(i).minorUnits() * StrictMath.exp(-force * years);
        value += discounted;
        weighted += discounted * years;
      }
      step = StrictMath.log(value / paidOut.minorUnits()) * value / weighted;
      force += step;
    } while (step > SMALLEST_STEP * 365);
    return force;
  }

  private static void requireRepaid(Money paidOut, List<Money> payments) {
    if (!paidOut.isPositive()) {
      throw new IllegalArgumentException("what is paid out must be positive: " + paidOut);
    }
    long repaid = 0;
    for (var payment : payments) {
      if (payment.isNegative() || !payment.currency().equals(paidOut.currency())) {
        throw new IllegalArgumentException(payment + " does not pay back " + paidOut);
      }
      repaid = Math.addExact(repaid, payment.minorUnits());
    }
    if (repaid < paidOut.minorUnits()) {
      throw new IllegalArgumentException("the payments sum to less than " + paidOut);
    }
  }

  /**
   * The logarithm of growth from one payment to the next, when the first comes {@code lead} such
   * intervals after the paying out.
   *
   * <p>Newton's method on the logarithm of the payments' value when discounted with that force,
   * which falls and is convex. So from zero, where the payments are worth at least what was paid
   * out, it climbs to the solution without ever passing it; excess times slope at least quarters in
   * each step, which bounds the steps to a few dozen.
   */
  private static double force(Money paidOut, List<Money> payments, double lead) {
    double force = 0;
    double step;
    do {
      double discount = StrictMath.exp(-force);
      double value = 0;
      double derivative = 0;
      for (int i = payments.size() - 1; i >= 0; i--) {
        derivative = derivative * discount + value;
        value = value * discount + payments.get(i).minorUnits();
      }
      double excess = StrictMath.log(value / paidOut.minorUnits()) - force * lead;
      step = excess / (lead + derivative * discount / value);
      force += step;
    } while (step > SMALLEST_STEP);
    return force;
  }
}
