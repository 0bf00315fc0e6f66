package dev.countersign.domain.credit.approval;

import dev.countersign.domain.calendar.BusinessCalendar;
import dev.countersign.domain.party.Role;
import java.util.Optional;

/**
 * One line of the policy's list of stages.
 *
 * @param role that decides; no other stands in for it before the deadline
 * @param decideWithinHours working hours from the opening to the deadline, 1 to 10,000
 * @param escalation absent: at its deadline the request expires
 */
public record StageRules(
    Stage code, Role role, int decideWithinHours, Optional<Escalation> escalation) {
  public StageRules {
    BusinessCalendar.requireWorkingHours(decideWithinHours);
    if (escalation.isPresent()
        && (escalation.get().remindAfterHours() >= decideWithinHours
            || escalation.get().expireAfterHours() <= decideWithinHours)) {
      throw new IllegalArgumentException(
          "a stage is reminded before its deadline and expires after it: " + code);
    }
  }

  public Level level() {
    return new Level(code, role);
  }

  /**
   * What happens to a stage that lets time pass: before its deadline it is reminded, at the
   * deadline the next level up may decide in its place, and some time after it the request expires.
   * At the highest level there is nobody to escalate to.
   *
   * @param remindAfterHours working hours from the opening, 1 to 10,000
   * @param expireAfterHours working hours from the opening, 1 to 10,000
   */
  public record Escalation(int remindAfterHours, int expireAfterHours) {
    public Escalation {
      BusinessCalendar.requireWorkingHours(remindAfterHours);
      BusinessCalendar.requireWorkingHours(expireAfterHours);
    }
  }
}
