package dev.countersign.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.domain.credit.policy.StandardPolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final BusinessCalendar STANDARD = StandardPolicy.get().calendar();

  @ParameterizedTest(name = "{1} hours from {0} end at {2}: {3}")
  @CsvSource({
    "2026-03-02T10:00:00Z, 1, 2026-03-02T11:00:00Z, within the day",
    "2026-03-02T10:00:00Z, 7, 2026-03-02T17:00:00Z, to closing time exactly",
    "2026-03-02T10:00:00Z, 8, 2026-03-03T10:00:00Z, into the next day",
    "2026-03-02T09:00:00Z, 8, 2026-03-02T17:00:00Z, a whole day",
    "2026-03-02T09:00:00Z, 16, 2026-03-03T17:00:00Z, two whole days",
    "2026-03-02T03:00:00Z, 1, 2026-03-02T10:00:00Z, before opening time",
    "2026-03-02T17:00:00Z, 1, 2026-03-03T10:00:00Z, at closing time",
    "2026-03-02T23:59:59Z, 1, 2026-03-03T10:00:00Z, after closing time",
    "2026-03-06T16:30:00Z, 1, 2026-03-09T09:30:00Z, over a weekend",
    "2026-03-07T12:00:00Z, 1, 2026-03-09T10:00:00Z, on a Saturday",
    "2026-03-08T12:00:00Z, 8, 2026-03-09T17:00:00Z, on a Sunday",
    "2026-03-02T10:00:00.000001Z, 7, 2026-03-03T09:00:00.000001Z, to the microsecond",
    "2026-03-02T09:00:00Z, 10000, 2030-12-13T17:00:00Z, the longest, 1,250 days",
  })
  void only_working_hours_count(Instant start, int hours, Instant end, String because) {
    assertThat(STANDARD.after(start, hours)).as(because).isEqualTo(end);
  }

  @Test
  void holidays_do_not_count() {
    var calendar =
        lisbon(WEEKDAYS, "09:00", "17:00", LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));

    // Good Friday, the weekend and the Monday lie between.
    assertThat(calendar.after(Instant.parse("2026-04-02T15:00:00Z"), 2))
        .isEqualTo(Instant.parse("2026-04-07T09:00:00Z"));
    assertThat(calendar.after(Instant.parse("2026-04-03T10:00:00Z"), 1))
        .isEqualTo(Instant.parse("2026-04-07T09:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    // Lisbon's clocks go from 01:00 to 02:00 on 29 March, and from 02:00 to 01:00 on 25 October.
    "2026-03-27T16:00:00Z, 2, 2026-03-30T09:00:00Z",
    "2026-10-23T15:00:00Z, 2, 2026-10-26T10:00:00Z",
  })
  void office_hours_stay_on_the_wall_clock_when_the_clocks_change(
      Instant start, int hours, Instant end) {
    assertThat(lisbon(WEEKDAYS, "09:00", "17:00").after(start, hours)).isEqualTo(end);
  }

  @Test
  void a_night_on_which_the_clocks_change_has_an_hour_less_or_more() {
    var nights = lisbon(EVERY_DAY, "00:00", "04:00");

    assertThat(nights.after(Instant.parse("2026-03-29T00:00:00Z"), 4))
        .isEqualTo(Instant.parse("2026-03-30T00:00:00Z"));
    assertThat(nights.after(Instant.parse("2026-10-24T23:00:00Z"), 5))
        .isEqualTo(Instant.parse("2026-10-25T04:00:00Z"));
  }

  @Test
  void an_hour_that_comes_twice_closes_the_first_time() {
    var nights = lisbon(EVERY_DAY, "00:00", "01:30");

    // 01:15 on 25 October, for the second time: work was over at 01:30 the first time.
    assertThat(nights.after(Instant.parse("2026-10-25T01:15:00Z"), 1))
        .isEqualTo(Instant.parse("2026-10-26T01:00:00Z"));
  }

  @Property
  void a_later_start_never_ends_earlier(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("starts") Instant start,
      @ForAll @LongRange(max = 7 * 24 * 3_600) long laterSeconds,
      @ForAll @IntRange(min = 1, max = 100) int hours) {
    assertThat(calendar.after(start.plusSeconds(laterSeconds), hours))
        .isAfterOrEqualTo(calendar.after(start, hours));
  }

  @Property
  void more_hours_end_later_and_no_earlier_than_on_the_clock(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("starts") Instant start,
      @ForAll @IntRange(min = 1, max = 100) int hours) {
    var end = calendar.after(start, hours);

    assertThat(Duration.between(start, end)).isGreaterThanOrEqualTo(Duration.ofHours(hours));
    assertThat(calendar.after(start, hours + 1)).isAfter(end);
  }

  @Property
  void a_deadline_falls_on_a_workday(
      @ForAll("calendars") BusinessCalendar calendar,
      @ForAll("starts") Instant start,
      @ForAll @IntRange(min = 1, max = 100) int hours) {
    var day = calendar.dayAt(calendar.after(start, hours));

    assertThat(calendar.workdays()).contains(day.getDayOfWeek());
    assertThat(calendar.holidays()).doesNotContain(day);
  }

  @Test
  void the_day_is_the_one_in_its_zone() {
    assertThat(lisbon(WEEKDAYS, "09:00", "17:00").dayAt(Instant.parse("2026-07-01T23:30:00Z")))
        .isEqualTo(LocalDate.of(2026, 7, 2));
    assertThat(STANDARD.dayAt(Instant.parse("2026-07-01T23:30:00Z")))
        .isEqualTo(LocalDate.of(2026, 7, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  void a_deadline_is_1_to_10000_hours_away(int hours) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STANDARD.after(Instant.EPOCH, hours))
        .withMessage("working hours are 1 to 10,000: " + hours);
  }

  @Test
  void a_week_without_a_workday_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lisbon(EnumSet.noneOf(DayOfWeek.class), "09:00", "17:00"));
  }

  @ParameterizedTest
  @CsvSource({"09:00, 09:00", "17:00, 09:00"})
  void a_day_that_closes_before_it_opens_is_refused(String opens, String closes) {
    assertThatIllegalArgumentException().isThrownBy(() -> lisbon(WEEKDAYS, opens, closes));
  }

  @Provide
  Arbitrary<BusinessCalendar> calendars() {
    return Calendars.any();
  }

  /** In 2026, often within a day of a change of the clocks. */
  @Provide
  Arbitrary<Instant> starts() {
    var newYear = Instant.parse("2026-01-01T00:00:00Z");
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 365L * 24 * 3_600).map(newYear::plusSeconds),
        Arbitraries.longs()
            .between(-86_400, 86_400)
            .map(Instant.parse("2026-03-29T01:00:00Z")::plusSeconds),
        Arbitraries.longs()
            .between(-86_400, 86_400)
            .map(Instant.parse("2026-10-25T01:00:00Z")::plusSeconds));
  }

  private static BusinessCalendar lisbon(
      Set<DayOfWeek> workdays, String opens, String closes, LocalDate... holidays) {
    return new BusinessCalendar(
        ZoneId.of("Europe/Lisbon"),
        workdays,
        LocalTime.parse(opens),
        LocalTime.parse(closes),
        Set.of(holidays));
  }
}
