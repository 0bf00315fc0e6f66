package dev.countersign.domain.credit.repayment;

import dev.countersign.domain.money.AnnualRate;

/**
 * The exact share of the balance that one instalment bears as interest.
 *
 * @param dividend below 2<sup>53</sup>
 */
record PeriodRate(long dividend, long divisor) {
  static final long DAILY_DIVISOR = 1_000_000L * 100 * 365;

  /** A twelfth of a year's. */
  static PeriodRate ofMonth(AnnualRate rate) {
    return new PeriodRate(rate.millionthsOfPercent(), AnnualRate.MONTHLY_DIVISOR);
  }

  /** So many 365ths of a year's. */
  static PeriodRate ofDays(AnnualRate rate, int days) {
    return new PeriodRate(rate.millionthsOfPercent() * days, DAILY_DIVISOR);
  }

  boolean isZero() {
    return dividend == 0;
  }
}
