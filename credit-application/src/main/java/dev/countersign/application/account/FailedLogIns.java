package dev.countersign.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a name was tried in vain of late. A slip or two cost nothing; from the fifth failure
 * on, each makes the next try wait twice as long, up to a quarter of an hour. An hour without a
 * failure and all is forgotten.
 *
 * @param count 1 or more
 */
public record FailedLogIns(int count, Instant last) {
  private static final int FREE = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration MEMORY = Duration.ofHours(1);

  /** The first failure of a name. */
  public static FailedLogIns first(Instant at) {
    return new FailedLogIns(1, at);
  }

  /** One failure more. */
  public FailedLogIns another(Instant at) {
    return at.isBefore(last.plus(MEMORY)) ? new FailedLogIns(count + 1, at) : first(at);
  }

  /** Without the latest, of which nothing came. */
  public Optional<FailedLogIns> withoutOne() {
    return count > 1 ? Optional.of(new FailedLogIns(count - 1, last)) : Optional.empty();
  }

  /** How long, from that instant on, the name may not be tried. */
  public Optional<Duration> pause(Instant at) {
    if (count <= FREE) {
      return Optional.empty();
    }
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(count - FREE - 1, 10));
    var pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    var left = Duration.between(at, last.plus(pause));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }
}
