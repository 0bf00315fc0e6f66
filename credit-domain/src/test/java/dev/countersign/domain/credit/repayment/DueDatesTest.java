package dev.countersign.domain.credit.repayment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.repayment.DueDates.EveryDays;
import dev.countersign.domain.credit.repayment.DueDates.Monthly;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDatesTest {

  @Test
  void the_first_monthly_instalment_is_due_a_month_after_the_grant() {
    assertThat(firstDueDates(new Monthly(), "2026-05-15", 3))
        .containsExactly(day("2026-06-15"), day("2026-07-15"), day("2026-08-15"));
  }

  @Test
  void a_month_too_short_moves_its_own_due_date_only() {
    assertThat(firstDueDates(new Monthly(), "2026-01-31", 4))
        .containsExactly(
            day("2026-02-28"), day("2026-03-31"), day("2026-04-30"), day("2026-05-31"));
  }

  @Test
  void february_has_29_days_in_a_leap_year() {
    assertThat(firstDueDates(new Monthly(), "2028-01-31", 2))
        .containsExactly(day("2028-02-29"), day("2028-03-31"));
    assertThat(new Monthly().dueDate(day("2028-02-29"), 12)).isEqualTo(day("2029-02-28"));
    assertThat(new Monthly().dueDate(day("2028-02-29"), 48)).isEqualTo(day("2032-02-29"));
  }

  @Test
  void instalments_every_30_days_may_start_20_days_after_the_grant() {
    assertThat(firstDueDates(new EveryDays(20, 30), "2026-01-31", 3))
        .containsExactly(day("2026-02-20"), day("2026-03-22"), day("2026-04-21"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30, 'firstAfterDays must be 1 to 366, not 0'",
    "367, 30, 'firstAfterDays must be 1 to 366, not 367'",
    "20, 0, 'everyDays must be 1 to 366, not 0'",
    "20, 367, 'everyDays must be 1 to 366, not 367'",
  })
  void a_distance_of_no_day_or_more_than_a_year_is_refused(int first, int every, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EveryDays(first, every))
        .withMessage(message);
  }

  private static List<LocalDate> firstDueDates(DueDates dueDates, String grantedOn, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> dueDates.dueDate(day(grantedOn), number))
        .toList();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
