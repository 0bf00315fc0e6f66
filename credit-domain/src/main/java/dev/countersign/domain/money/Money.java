package dev.countersign.domain.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in one currency, counted in its minor unit: 25,000.00 EUR is 2,500,000 cents.
 * Nothing here rounds; that is left to operations named for it, such as the monthly payment of a
 * credit.
 *
 * <p>An amount lies within ±10<sup>15</sup> minor units, so that a {@code double} holds it exactly
 * and a {@code long} has room for a few thousand of the largest. Amounts of different currencies
 * never meet: to add or to compare them is refused.
 *
 * @param minorUnits the amount in the currency's minor unit, within ±{@link #MAX_MINOR_UNITS}
 * @param currency one that has a minor unit, which leaves out gold, test codes and their like
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

  /** The largest amount of either sign, in minor units: ten trillion where there are cents. */
  public static final long MAX_MINOR_UNITS = 1_000_000_000_000_000L;

  /**
   * Refuses what is no amount of money.
   *
   * @throws IllegalArgumentException if the amount is out of range or the currency has no minor
   *     unit
   */
  public Money {
    requireMinorUnit(currency);
    if (isOutOfRange(minorUnits)) {
      throw new IllegalArgumentException(rangeOf(currency));
    }
  }

  /**
   * So many of the smallest units of a currency.
   *
   * @throws IllegalArgumentException if the amount is out of range
   */
  public static Money ofMinor(long minorUnits, Currency currency) {
    return new Money(minorUnits, currency);
  }

  /** No money. */
  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * Reads an amount such as {@code 25000.00}.
   *
   * @throws IllegalArgumentException if the text is anything but digits with a decimal point and a
   *     leading minus where needed, has more decimals than the currency, or is out of range
   */
  public static Money of(String amount, Currency currency) {
    requireMinorUnit(currency);
    return new Money(FixedPoint.of(amount, currency.getDefaultFractionDigits()), currency);
  }

  /**
   * The amount of this decimal value.
   *
   * @throws IllegalArgumentException if the value has more decimals than the currency, even if they
   *     are zero, or is out of range
   */
  public static Money of(BigDecimal amount, Currency currency) {
    requireMinorUnit(currency);
    return new Money(FixedPoint.of(amount, currency.getDefaultFractionDigits()), currency);
  }

  /**
   * The sum.
   *
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the sum is out of range
   */
  public Money plus(Money other) {
    requireSameCurrency(other);
    return result(Math.addExact(minorUnits, other.minorUnits));
  }

  /**
   * The difference.
   *
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException if the difference is out of range
   */
  public Money minus(Money other) {
    requireSameCurrency(other);
    return result(Math.subtractExact(minorUnits, other.minorUnits));
  }

  /**
   * The product.
   *
   * @throws ArithmeticException if the product is out of range
   */
  public Money times(long factor) {
    return result(Math.multiplyExact(minorUnits, factor));
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  public boolean isZero() {
    return minorUnits == 0;
  }

  /** The amount in the currency's main unit, with all of the currency's decimals. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }

  /**
   * Orders amounts of one currency, the smaller first.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    requireSameCurrency(other);
    return Long.compare(minorUnits, other.minorUnits);
  }

  /** The amount with all of its decimals and the code of its currency: {@code 25000.00 EUR}. */
  @Override
  public String toString() {
    return toDecimal().toPlainString() + " " + currency.getCurrencyCode();
  }

  private static void requireMinorUnit(Currency currency) {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " has no minor unit");
    }
  }

  private void requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(this + " and " + other + " are of different currencies");
    }
  }

  private Money result(long minorUnits) {
    if (isOutOfRange(minorUnits)) {
      throw new ArithmeticException(rangeOf(currency));
    }
    return new Money(minorUnits, currency);
  }

  private static boolean isOutOfRange(long minorUnits) {
    return minorUnits < -MAX_MINOR_UNITS || minorUnits > MAX_MINOR_UNITS;
  }

  private static String rangeOf(Currency currency) {
    return "an amount lies within ±" + new Money(MAX_MINOR_UNITS, currency);
  }
}
