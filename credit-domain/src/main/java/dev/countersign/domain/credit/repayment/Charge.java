package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much a fee is. */
public sealed interface Charge {
  /** The fee on so much money, rounded half-up. */
  Money on(Money base);

  /**
   * A share of what it is charged on.
   *
   * @param percent above 0 to 100, with at most 4 decimals
   */
  record Percent(BigDecimal percent) implements Charge {
    public Percent {
      percent = percent.stripTrailingZeros();
      if (percent.signum() <= 0
          || percent.compareTo(BigDecimal.valueOf(100)) > 0
          || percent.scale() > 4) {
        throw new IllegalArgumentException(
            "a fee is above 0 to 100 percent, with at most 4 decimals");
      }
    }

    @Override
    public Money on(Money base) {
      long minorUnits =
          BigDecimal.valueOf(base.minorUnits())
              .multiply(percent)
              .movePointLeft(2)
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
      return Money.ofMinor(minorUnits, base.currency());
    }
  }

  /**
   * The same whatever it is charged on.
   *
   * @param amount above zero
   */
  record Fixed(Money amount) implements Charge {
    public Fixed {
      if (!amount.isPositive()) {
        throw new IllegalArgumentException("a fee is above zero");
      }
    }

    @Override
    public Money on(Money base) {
      return amount;
    }
  }
}
