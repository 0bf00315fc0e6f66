package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.canonical.CanonicalForm;
import dev.countersign.domain.canonical.Form;
import java.math.BigDecimal;

/**
 * A score or a percentage as it is shown: exact to four decimals, rounded half-up. Limits are held
 * against the exact fraction, not against this.
 */
@CanonicalForm(Figure.AsText.class)
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

  static final class AsText implements Form.Text<Figure> {
    @Override
    public String write(Figure figure) {
      return figure.toDecimal().toPlainString();
    }

    @Override
    public Figure read(String text) {
      return of(text);
    }
  }
}
