package dev.countersign.domain.credit.analysis;

import java.math.BigDecimal;

/**
 * A score or a percentage as it is shown: exact to four decimals, rounded half-up. Limits are held
 * against the exact fraction, not against this.
 */
public record Figure(long tenThousandths) implements Comparable<Figure> {
  private static final int SCALE = 4;

  /**
   * @throws ArithmeticException if there are more than four decimals
   */
  public static Figure of(String decimal) {
    return new Figure(new BigDecimal(decimal).movePointRight(SCALE).longValueExact());
  }

  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(tenThousandths, SCALE);
  }

  @Override
  public int compareTo(Figure other) {
    return Long.compare(tenThousandths, other.tenThousandths);
  }

  /** Without needless zeros: {@code 40}, {@code 41.385}. */
  @Override
  public String toString() {
    var text = toDecimal().stripTrailingZeros();
    return (text.scale() < 0 ? text.setScale(0) : text).toPlainString();
  }
}
