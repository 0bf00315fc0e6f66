package dev.countersign.domain.credit.analysis;

import dev.countersign.domain.money.Money;

/** What a check measured, or the limit it held that against. */
public sealed interface Measure {
  record Amount(Money money) implements Measure {
    @Override
    public String toString() {
      return money.toString();
    }
  }

  /** A score, a rating or a percentage. */
  record Quantity(Figure figure) implements Measure {
    @Override
    public String toString() {
      return figure.toString();
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
