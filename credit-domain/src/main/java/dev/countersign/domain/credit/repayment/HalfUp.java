package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;
import java.math.BigInteger;

/** The divisions of a schedule that need rounding: to the nearest minor unit, a half up. */
final class HalfUp {

  private HalfUp() {}

  /** Both arguments are positive, or the dividend zero, and 2 · dividend + divisor is a long. */
  static long quotient(long dividend, long divisor) {
    return (2 * dividend + divisor) / (2 * divisor);
  }

  /**
   * Simple interest over so many periods, rounded once, in minor units.
   *
   * <p>By the month, for any amount of money, any rate and 600 months, the steps stay within a
   * {@code long}: what is left of the principal, below {@link AnnualRate#MONTHLY_DIVISOR}, times
   * the rate is at most 1.2 · 10<sup>18</sup>.
   *
   * @param principal in minor units, not negative
   */
  static long interest(long principal, PeriodRate rate, int periods) {
    if (rate.divisor() != AnnualRate.MONTHLY_DIVISOR) {
      var divisor = BigInteger.valueOf(rate.divisor());
      return BigInteger.valueOf(principal)
          .multiply(BigInteger.valueOf(rate.dividend()))
          .multiply(BigInteger.valueOf(2L * periods))
          .add(divisor)
          .divide(divisor.shiftLeft(1))
          .longValueExact();
    }
    long fraction = principal % AnnualRate.MONTHLY_DIVISOR * rate.dividend();
    long wholeAMonth =
        principal / AnnualRate.MONTHLY_DIVISOR * rate.dividend()
            + fraction / AnnualRate.MONTHLY_DIVISOR;
    return wholeAMonth * periods
        + quotient(fraction % AnnualRate.MONTHLY_DIVISOR * periods, AnnualRate.MONTHLY_DIVISOR);
  }

  /**
   * One of so many equal parts of a total. Each is rounded, but none exceeds what the earlier ones
   * left, and the last takes all of that.
   *
   * @param number of the part, 1 for the first
   */
  static long part(long total, int parts, int number) {
    long part = quotient(total, parts);
    long left = Math.max(0, total - part * (number - 1));
    return number == parts ? left : Math.min(part, left);
  }
}
