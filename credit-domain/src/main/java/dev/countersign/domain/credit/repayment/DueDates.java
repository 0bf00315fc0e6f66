package dev.countersign.domain.credit.repayment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/** When the instalments of a credit fall due, counted from the day it is granted. */
public sealed interface DueDates {

  /**
   * The day on which an instalment falls due.
   *
   * @param number of the instalment, 1 for the first
   */
  LocalDate dueDate(LocalDate grantedOn, int number);

  /** What an average month takes of so much at each due date, rounded half-up. */
  long aMonth(long perInstalment);

  /**
   * Every month on the day of the grant, the first time a month after it, and on the last day of a
   * month that is too short: 31 January is followed by 28 or 29 February and then by 31 March.
   */
  record Monthly() implements DueDates {

    @Override
    public LocalDate dueDate(LocalDate grantedOn, int number) {
      return grantedOn.plusMonths(number);
    }

    @Override
    public long aMonth(long perInstalment) {
      return perInstalment;
    }
  }

  /**
   * At a fixed distance in days.
   *
   * @param firstAfterDays from the grant to the first instalment, 1 to 366
   * @param everyDays from one instalment to the next, 1 to 366
   * @param interest that each instalment bears; a month's if absent
   */
  record EveryDays(int firstAfterDays, int everyDays, Optional<InterestPeriod> interest)
      implements DueDates {
    /** A year of 365.25 days has twelve of them. */
    private static final BigDecimal DAYS_OF_A_MONTH = new BigDecimal("30.4375");

    /** Instalments that each bear a month's interest. */
    public EveryDays(int firstAfterDays, int everyDays) {
      this(firstAfterDays, everyDays, Optional.empty());
    }

    /**
     * Refuses a distance out of range.
     *
     * @throws IllegalArgumentException if either is not 1 to 366
     */
    public EveryDays {
      requireUpToAYear("firstAfterDays", firstAfterDays);
      requireUpToAYear("everyDays", everyDays);
    }

    @Override
    public LocalDate dueDate(LocalDate grantedOn, int number) {
      return grantedOn.plusDays(firstAfterDays + (number - 1L) * everyDays);
    }

    @Override
    public long aMonth(long perInstalment) {
      return BigDecimal.valueOf(perInstalment)
          .multiply(DAYS_OF_A_MONTH)
          .divide(BigDecimal.valueOf(everyDays), 0, RoundingMode.HALF_UP)
          .longValueExact();
    }

    private static void requireUpToAYear(String name, int days) {
      if (days < 1 || days > 366) {
        throw new IllegalArgumentException(name + " must be 1 to 366, not " + days);
      }
    }
  }
}
