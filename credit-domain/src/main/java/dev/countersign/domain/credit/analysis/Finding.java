package dev.countersign.domain.credit.analysis;

import java.util.Optional;

/**
 * What one check found, kept whether it objects or not.
 *
 * @param check the check's stable name, such as {@code debt-to-income}
 * @param measured absent if it could not be measured
 * @param source where the measured value comes from
 */
public record Finding(
    String check,
    Result result,
    ReasonCode code,
    Optional<Measure> measured,
    Measure limit,
    String source) {
  /** The check passes. */
  public static Finding pass(
      Check check, ReasonCode code, Optional<Measure> measured, Measure limit, String source) {
    return new Finding(check.name(), Result.PASS, code, measured, limit, source);
  }

  /** The value is beyond the limit. */
  public static Finding breach(
      Check check,
      Check.Breach breach,
      ReasonCode code,
      Optional<Measure> measured,
      Measure limit,
      String source) {
    return new Finding(check.name(), breach.result(), code, measured, limit, source);
  }

  /** The check could not be made for want of a fact. */
  public static Finding unavailable(Check check, Fact.Undetermined<?> fact, Measure limit) {
    return unavailable(check, fact.why(), limit, fact.source());
  }

  /** The check could not be made, though its source was heard. */
  public static Finding unavailable(Check check, ReasonCode why, Measure limit, String source) {
    return new Finding(check.name(), Result.UNAVAILABLE, why, Optional.empty(), limit, source);
  }

  /** Whether the check came to its end, rather than being stopped because another had failed. */
  public boolean isFinished() {
    return code != ReasonCode.CHECK_STOPPED;
  }

  /** The finding as a sentence for people. */
  public String text() {
    return code.sentence(measured.map(Measure::toString).orElse("unknown"), limit.toString());
  }
}
