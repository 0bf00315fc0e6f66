package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;
import dev.countersign.domain.money.Money;
import java.math.BigInteger;

/**
 * The equal payment that, made every month, pays off a credit and its interest: {@code A·r / (1 −
 * (1 + r)^−n)} for an amount A, a monthly rate r and n months, or {@code A / n} where r is zero.
 *
 * <p>The answer is always the exact value rounded half-up to the minor unit, the same on every
 * machine. Floating point finds it, with an error known to be below one part in 2<sup>46</sup>; in
 * the rare case where that leaves two answers open, exact fractions decide.
 */
public final class Annuity {

  /** The longest term in months: fifty years. */
  public static final int MAX_MONTHS = 600;

  /**
   * More than the relative error of {@link #estimate}. Let u be 2<sup>−53</sup> and e(k) = (1 +
   * r)^k − 1 the growth over k months; the payment is A·r·(1 + 1 / e(n)). Nothing is ever
   * subtracted, and a relative error δ made in some e(k) on the way to e(n) moves the payment by δ
   * at most, since e(mk) ≥ m·e(k). Up to 600 months there are at most 9 doublings with an error of
   * 2u and 9 single months with 3u; with the rounding of r and the last operations that makes 51u.
   * This is 128u.
   */
  private static final double RELATIVE_ERROR = 0x1p-46;

  private Annuity() {}

  /**
   * The payment of each month.
   *
   * @param amount of the credit, not negative
   * @param months 1 to {@link #MAX_MONTHS}
   * @throws IllegalArgumentException if the amount is negative or the months are out of range
   * @throws ArithmeticException if the payment exceeds what {@link Money} can hold, which takes an
   *     amount of more than half of that
   */
  public static Money instalment(Money amount, AnnualRate rate, int months) {
    return instalment(amount, PeriodRate.ofMonth(rate), months);
  }

  /** The payment of each of so many periods that bear interest at that rate. */
  static Money instalment(Money amount, PeriodRate rate, int months) {
    if (amount.isNegative()) {
      throw new IllegalArgumentException("amount must not be negative: " + amount);
    }
    requireTerm(months);
    long instalment =
        rate.isZero()
            ? HalfUp.quotient(amount.minorUnits(), months)
            : withInterest(amount.minorUnits(), rate, months);
    if (instalment > Money.MAX_MINOR_UNITS) {
      throw new ArithmeticException("the instalment of " + amount + " is out of range");
    }
    return Money.ofMinor(instalment, amount.currency());
  }

  static void requireTerm(int months) {
    if (months < 1 || months > MAX_MONTHS) {
      throw new IllegalArgumentException("a term is 1 to " + MAX_MONTHS + " months, not " + months);
    }
  }

  private static long withInterest(long amount, PeriodRate rate, int months) {
    double estimate = estimate(amount, rate, months);
    long atLeast = (long) (estimate * (1 - RELATIVE_ERROR) + 0.5);
    long atMost = (long) (estimate * (1 + RELATIVE_ERROR) + 0.5);
    return atLeast == atMost ? atLeast : exact(amount, rate, months);
  }

  /** The payment in minor units, within {@link #RELATIVE_ERROR}. */
  private static double estimate(long amount, PeriodRate rate, int months) {
    double monthly = (double) rate.dividend() / rate.divisor();
    double growth = monthly;
    for (int bit = Integer.highestOneBit(months) >> 1; bit > 0; bit >>= 1) {
      growth *= 2 + growth;
      if ((months & bit) != 0) {
        growth = growth * (1 + monthly) + monthly;
      }
    }
    return amount * monthly * (1 + 1 / growth);
  }

  /** The payment in minor units, rounded half-up, by the formula in whole numbers: r = p / q. */
  static long exact(long amount, PeriodRate rate, int months) {
    var p = BigInteger.valueOf(rate.dividend());
    var q = BigInteger.valueOf(rate.divisor());
    var common = p.gcd(q);
    p = p.divide(common);
    q = q.divide(common);

    var grown = p.add(q).pow(months);
    var dividend = BigInteger.valueOf(amount).multiply(p).multiply(grown);
    var divisor = q.multiply(grown.subtract(q.pow(months)));
    return dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1)).longValueExact();
  }
}
