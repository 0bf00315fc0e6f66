package dev.countersign.domain.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as whole multiples of a power of ten, taken over exactly or refused. */
final class FixedPoint {

  private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private static final int MAX_DIGITS = 18;

  private FixedPoint() {}

  /**
   * The number that {@code text} writes in digits, with a decimal point and a leading minus where
   * needed, times 10<sup>decimals</sup>.
   *
   * @throws IllegalArgumentException if it is written in any other way (an exponent, a plus, a
   *     blank, grouping, digits of another script), has more decimals than that, or has more than
   *     18 digits
   */
  static long of(String text, int decimals) {
    if (!PLAIN_DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a plain decimal number such as 1234.5");
    }
    return of(new BigDecimal(text), decimals);
  }

  /**
   * {@code number} times 10<sup>decimals</sup>.
   *
   * @throws IllegalArgumentException if it has more decimals than that, or more than 18 digits
   */
  static long of(BigDecimal number, int decimals) {
    if (number.scale() > decimals) {
      throw new IllegalArgumentException("must have at most " + decimals + " decimals");
    }
    if (number.signum() == 0) {
      return 0;
    }
    // Before the digits are written out: for 1E+999999999 they would take gigabytes.
    if ((long) number.precision() - number.scale() + decimals > MAX_DIGITS) {
      throw new IllegalArgumentException("must have at most " + MAX_DIGITS + " digits");
    }
    return number.setScale(decimals).unscaledValue().longValueExact();
  }
}
