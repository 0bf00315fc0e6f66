package dev.countersign.domain.credit.policy;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.credit.approval.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What happens to a stage that lets time pass: before its deadline it is reminded, at the deadline
 * the next level up may decide in its place, and some time after it the request expires. At the
 * highest level there is nobody to escalate to.
 *
 * @param remindAfterHours working hours from the opening of each stage, 1 to 10,000
 * @param expireAfterHours working hours from the opening of each stage, 1 to 10,000
 */
public record Escalation(
    Map<Stage, Integer> remindAfterHours, Map<Stage, Integer> expireAfterHours) {
  public Escalation {
    remindAfterHours = Map.copyOf(remindAfterHours);
    expireAfterHours = Map.copyOf(expireAfterHours);
    for (var hours : List.of(remindAfterHours, expireAfterHours)) {
      if (!hours.keySet().equals(EnumSet.allOf(Stage.class))) {
        throw new IllegalArgumentException("every stage needs its hours: " + hours);
      }
      hours.values().forEach(BusinessCalendar::requireWorkingHours);
    }
  }

  void requireAround(Map<Stage, Integer> decideWithinHours) {
    decideWithinHours.forEach((stage, deadline) -> {
      if (remindAfterHours.getOrDefault(stage, 0) >= deadline
          || expireAfterHours.getOrDefault(stage, 0) <= deadline) {
        throw new IllegalArgumentException(
            "a stage is reminded before its deadline and expires after it: " + stage);
      }
    });
  }
}
