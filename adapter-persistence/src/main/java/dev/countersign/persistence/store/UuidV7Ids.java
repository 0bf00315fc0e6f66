package dev.countersign.persistence.store;

import dev.countersign.application.store.Ids;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of RFC 9562, version 7, with the microsecond in {@code rand_a} (its method 3). The 62 bits
 * behind it count up from a number that each process draws at random, so that processes don't meet.
 */
public final class UuidV7Ids implements Ids {
  private static final long VARIANT = 1L << 63;

  /** Drawn from half of the range; the other half takes longer to count through than any uptime. */
  private final AtomicLong tail = new AtomicLong(new SecureRandom().nextLong() >>> 3);

  @Override
  public UUID next(Instant at) {
    return new UUID(timeBits(at), VARIANT | tail.incrementAndGet());
  }

  /** The smallest id that any process makes at that instant or later; none is made before 1970. */
  public static UUID lowest(Instant at) {
    return new UUID(timeBits(at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at), VARIANT);
  }

  /** Milliseconds in 48 bits, the version in 4, and the rest of the microseconds in 12. */
  private static long timeBits(Instant at) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    long fraction = Math.floorMod(micros, 1_000L) * 4_096 / 1_000;
    return Math.floorDiv(micros, 1_000L) << 16 | 0x7000 | fraction;
  }
}
