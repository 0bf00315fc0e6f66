package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * All fees of a product.
 *
 * @param value 1 to 20
 */
public record Fees(List<Fee> value) {
  public Fees {
    value = List.copyOf(value);
    if (value.isEmpty() || value.size() > 20) {
      throw new IllegalArgumentException("a product has 1 to 20 fees, or leaves them out");
    }
  }

  /** What is charged then on so much money. */
  Money charged(Fee.When when, Money base) {
    return value.stream()
        .filter(fee -> fee.when() == when)
        .map(fee -> fee.charge().on(base))
        .reduce(Money.zero(base.currency()), Money::plus);
  }

  /** The amounts it names. */
  public List<Money> amounts() {
    return value.stream()
        .flatMap(fee ->
            fee.charge() instanceof Charge.Fixed fixed
                ? Stream.of(fixed.amount())
                : Stream.<Money>empty())
        .toList();
  }
}
