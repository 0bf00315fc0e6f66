package dev.countersign.domain.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When people work. Deadlines count this time alone.
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
    if (workingHours < 1 || workingHours > 10_000) {
      throw new IllegalArgumentException("working hours are 1 to 10,000: " + workingHours);
    }
    var left = Duration.ofHours(workingHours);
    var from = start.atZone(zone);
    while (true) {
      if (isWorkday(from.toLocalDate())) {
        var closing = from.with(closes);
        var begin = later(from, from.with(opens));
        var today = Duration.between(begin, closing);
        if (left.compareTo(today) <= 0) {
          return begin.plus(left).toInstant();
        }
        left = left.minus(today.isNegative() ? Duration.ZERO : today);
      }
      from = from.toLocalDate().plusDays(1).atStartOfDay(zone);
    }
  }

  private boolean isWorkday(LocalDate day) {
    return workdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  private static ZonedDateTime later(ZonedDateTime a, ZonedDateTime b) {
    return a.isAfter(b) ? a : b;
  }
}
