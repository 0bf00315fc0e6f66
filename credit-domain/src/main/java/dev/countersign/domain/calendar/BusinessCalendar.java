package dev.countersign.domain.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When people work. Deadlines count this time alone. Where the clocks are put back, an hour that
 * comes twice opens and closes the first time.
 *
 * @param opens inclusive
 * @param closes exclusive, after {@code opens} on the same day
 * @param holidays days on which nobody works
 */
public record BusinessCalendar(
    ZoneId zone,
    Set<DayOfWeek> workdays,
    LocalTime opens,
    LocalTime closes,
    Set<LocalDate> holidays) {
  public BusinessCalendar {
    workdays = Set.copyOf(workdays);
    holidays = Set.copyOf(holidays);
    if (workdays.isEmpty()) {
      throw new IllegalArgumentException("a week has at least one workday");
    }
    if (!opens.isBefore(closes)) {
      throw new IllegalArgumentException("a workday opens before it closes");
    }
  }

  /** The day it is there at that instant. */
  public LocalDate dayAt(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /**
   * The instant at which that much working time has passed.
   *
   * @param workingHours 1 to 10,000
   */
  public Instant after(Instant start, int workingHours) {
    requireWorkingHours(workingHours);
    var left = Duration.ofHours(workingHours);
    for (var day = dayAt(start); ; day = day.plusDays(1)) {
      if (isWorkday(day)) {
        var opening = day.atTime(opens).atZone(zone).toInstant();
        var begin = start.isAfter(opening) ? start : opening;
        var today = Duration.between(begin, day.atTime(closes).atZone(zone).toInstant());
        if (left.compareTo(today) <= 0) {
          return begin.plus(left);
        }
        if (today.isPositive()) {
          left = left.minus(today);
        }
      }
    }
  }

  public static void requireWorkingHours(int hours) {
    if (hours < 1 || hours > 10_000) {
      throw new IllegalArgumentException("working hours are 1 to 10,000: " + hours);
    }
  }

  private boolean isWorkday(LocalDate day) {
    return workdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }
}
