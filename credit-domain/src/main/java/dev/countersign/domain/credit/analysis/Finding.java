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
  /** Whether the check came to its end, rather than being stopped because another had failed. */
  public boolean isFinished() {
    return code != ReasonCode.CHECK_STOPPED;
  }

  /** The finding as a sentence for people. */
  public String text() {
    return code.sentence(measured.map(Measure::toString).orElse("unknown"), limit.toString());
  }
}
