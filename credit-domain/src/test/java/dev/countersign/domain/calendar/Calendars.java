package dev.countersign.domain.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Calendars made by chance. */
@SuppressWarnings("exports") // only tests see it
public final class Calendars {
  private Calendars() {}

  /** Any hours, also those that a change of the clocks cuts into. */
  public static Arbitrary<BusinessCalendar> any() {
    return Combinators.combine(
            Arbitraries.of("UTC", "Europe/Lisbon", "America/Sao_Paulo", "Pacific/Apia")
                .map(ZoneId::of),
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1),
            Arbitraries.integers().between(0, 1_438),
            Arbitraries.integers().between(1, 1_439),
            Arbitraries.integers()
                .between(0, 600)
                .map(LocalDate.of(2026, 1, 1)::plusDays)
                .set()
                .ofMaxSize(30))
        .as((zone, workdays, opens, minutes, holidays) ->
            new BusinessCalendar(
                zone,
                workdays,
                LocalTime.MIN.plusMinutes(opens),
                LocalTime.MIN.plusMinutes(Math.min(opens + minutes, 1_439)),
                holidays));
  }
}
