package dev.countersign.domain.money;

import java.math.BigDecimal;

/**
 * A nominal rate of interest for a year, exact to a millionth of a percent. Each month bears a
 * twelfth of it, however many days it has: 24 % a year is 2 % a month. What a credit costs a year
 * once interest compounds is another figure, its effective annual cost.
 *
 * @param millionthsOfPercent 3,240,000 for 3.24 % a year; 0 to {@link #MAX_MILLIONTHS_OF_PERCENT}
 */
public record AnnualRate(long millionthsOfPercent) implements Comparable<AnnualRate> {

  /** 1000 % a year. */
  public static final long MAX_MILLIONTHS_OF_PERCENT = 1_000_000_000;

  /**
   * What to divide {@link #millionthsOfPercent} by for the exact monthly rate as a fraction of the
   * balance: a million, a hundred for the percent, and twelve months.
   */
  public static final long MONTHLY_DIVISOR = 1_000_000L * 100 * 12;

  /** No interest. */
  public static final AnnualRate ZERO = new AnnualRate(0);

  private static final int DECIMALS = 6;

  /**
   * Refuses what is no rate.
   *
   * @throws IllegalArgumentException if the rate is out of range
   */
  public AnnualRate {
    if (millionthsOfPercent < 0 || millionthsOfPercent > MAX_MILLIONTHS_OF_PERCENT) {
      throw new IllegalArgumentException("a yearly rate lies between 0 and 1000 percent");
    }
  }

  /**
   * Reads a yearly rate such as {@code 3.24}.
   *
   * @throws IllegalArgumentException if the text is anything but digits with a decimal point where
   *     needed, has more than 6 decimals, or is out of range
   */
  public static AnnualRate ofPercent(String percent) {
    return new AnnualRate(FixedPoint.of(percent, DECIMALS));
  }

  /**
   * The yearly rate of so many percent.
   *
   * @throws IllegalArgumentException if it has more than 6 decimals, or is out of range
   */
  public static AnnualRate ofPercent(BigDecimal percent) {
    return new AnnualRate(FixedPoint.of(percent, DECIMALS));
  }

  /**
   * Reads the rate of a month: {@code 2} is 24 % a year.
   *
   * @throws IllegalArgumentException if the text is anything but digits with a decimal point where
   *     needed, has more than 6 decimals, or is out of range
   */
  public static AnnualRate ofMonthlyPercent(String percent) {
    return ofMonthly(FixedPoint.of(percent, DECIMALS));
  }

  /**
   * The yearly rate that is twelve times so many percent.
   *
   * @throws IllegalArgumentException if it has more than 6 decimals, or is out of range
   */
  public static AnnualRate ofMonthlyPercent(BigDecimal percent) {
    return ofMonthly(FixedPoint.of(percent, DECIMALS));
  }

  public boolean isZero() {
    return millionthsOfPercent == 0;
  }

  /** Percent a year, with as many decimals as it takes but at least two: 3.24, 4.00, 0.125. */
  public BigDecimal toPercent() {
    var shortest = BigDecimal.valueOf(millionthsOfPercent, DECIMALS).stripTrailingZeros();
    return shortest.scale() < 2 ? shortest.setScale(2) : shortest;
  }

  /** The lower first. */
  @Override
  public int compareTo(AnnualRate other) {
    return Long.compare(millionthsOfPercent, other.millionthsOfPercent);
  }

  /** Percent a year: {@code 3.24 %}. */
  @Override
  public String toString() {
    return toPercent().toPlainString() + " %";
  }

  private static AnnualRate ofMonthly(long millionthsOfPercent) {
    return new AnnualRate(12 * new AnnualRate(millionthsOfPercent).millionthsOfPercent());
  }
}
