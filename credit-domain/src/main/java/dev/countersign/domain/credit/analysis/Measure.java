package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/** What a check measured, or the limit it held that against. */
public sealed interface Measure {
  record Amount(Money money) implements Measure {
    @Override
    public String toString() {
      return money.toString();
    }
  }

  /**
   * A score, a rating or a percentage.
   *
   * @param exactly with more decimals, where the four of the figure would not tell it from its
   *     limit
   */
  record Quantity(Figure figure, Optional<BigDecimal> exactly) implements Measure {
    public Quantity(Figure figure) {
      this(figure, Optional.empty());
    }

    /** With as many decimals as are known. */
    public BigDecimal toDecimal() {
      return exactly.orElseGet(figure::toDecimal);
    }

    @Override
    public String toString() {
      return exactly.map(BigDecimal::toPlainString).orElseGet(figure::toString);
    }
  }

  /** Whether something is on record. */
  record Recorded(boolean recorded) implements Measure {
    @Override
    public String toString() {
      return String.valueOf(recorded);
    }
  }
}
