package dev.countersign.http.json;

import dev.countersign.domain.money.Money;

/**
 * Money as it is written: the amount a text with all of its decimals, so that nobody's floating
 * point touches it.
 */
public record MoneyJson(String amount, String currency) {
  public static MoneyJson of(Money money) {
    return new MoneyJson(money.toDecimal().toPlainString(), money.currency().getCurrencyCode());
  }
}
