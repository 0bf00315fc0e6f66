package dev.countersign.http.json;

import dev.countersign.domain.money.Money;

/**
 * Money in JSON: the amount is a text with all of its decimals, so that no client rounds it as a
 * floating-point number.
 */
public record MoneyJson(String amount, String currency) {
  public static MoneyJson of(Money money) {
    return new MoneyJson(money.toDecimal().toPlainString(), money.currency().getCurrencyCode());
  }
}
