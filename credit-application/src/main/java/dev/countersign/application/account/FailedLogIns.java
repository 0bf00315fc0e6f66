package dev.countersign.application.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a name was tried in vain of late, from one address or in all. A slip or two cost
 * nothing; from the fifth failure on, each makes the next try wait twice as long, up to a quarter
 * of an hour. An hour without a failure and all is forgotten.
 *
 * @param count 1 or more
 */
public record FailedLogIns(int count, Instant last) {
  /** Failures that make nobody wait: of one name from one address, and of one name in all. */
  private static final int FREE_FROM_ONE_ADDRESS = 4;

  private static final int FREE_IN_ALL = 50;
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

  /** How long, from that instant on, the name may not be tried from there. */
  public Optional<Duration> pause(Instant at) {
    return pause(at, FREE_FROM_ONE_ADDRESS);
  }

  /** How long it may not be tried from anywhere, if these are the failures from everywhere. */
  public Optional<Duration> pauseForAll(Instant at) {
    return pause(at, FREE_IN_ALL);
  }

  private Optional<Duration> pause(Instant at, int free) {
    if (count <= free) {
      return Optional.empty();
    }
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(count - free - 1, 10));
    var pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    var left = Duration.between(at, last.plus(pause));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }
}
