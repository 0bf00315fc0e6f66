package dev.countersign.domain.credit.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact quotient of whole numbers, so that a value at its limit is at its limit.
 *
 * @param numerator 0 or more
 * @param denominator above 0
 */
public record Fraction(long numerator, long denominator) {
  /** Up to here, 20,000 times the numerator and the denominator fit into 64 bits together. */
  private static final long MAX_SCALABLE = Long.MAX_VALUE / 20_001;

  public Fraction {
    if (numerator < 0 || denominator <= 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator);
    }
  }

  public boolean isAbove(Figure limit) {
    return compareTo(limit) > 0;
  }

  public boolean isBelow(Figure limit) {
    return compareTo(limit) < 0;
  }

  /** Compares numerator · 10,000 with limit · denominator in 128 bits. */
  private int compareTo(Figure limit) {
    long left = Math.multiplyHigh(numerator, 10_000L);
    long right = Math.multiplyHigh(limit.tenThousandths(), denominator);
    return left != right
        ? Long.compare(left, right)
        : Long.compareUnsigned(numerator * 10_000L, limit.tenThousandths() * denominator);
  }

  /** To so many decimals, half-up. */
  BigDecimal toDecimal(int decimals) {
    return BigDecimal.valueOf(numerator)
        .divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_UP);
  }

  /**
   * With as few decimals as tell it from the limit; absent if the four of a figure do, or if it is
   * at the limit.
   */
  Optional<BigDecimal> toldFrom(Figure limit) {
    if (!rounded().equals(limit) || compareTo(limit) == 0) {
      return Optional.empty();
    }
    int decimals = 5;
    while (toDecimal(decimals).compareTo(limit.toDecimal()) == 0) {
      decimals++;
    }
    return Optional.of(toDecimal(decimals));
  }

  /**
   * To four decimals, half-up.
   *
   * @throws ArithmeticException if no figure is as large
   */
  public Figure rounded() {
    if (numerator <= MAX_SCALABLE && denominator <= MAX_SCALABLE) {
      return new Figure((numerator * 20_000 + denominator) / (2 * denominator));
    }
    return new Figure(
        BigDecimal.valueOf(numerator)
            .movePointRight(4)
            .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP)
            .longValueExact());
  }
}
