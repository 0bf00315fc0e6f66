package dev.countersign.testkit;

import dev.countersign.application.store.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that count up instead of being drawn: the same calls give the same ids. Like the real ones
 * they are of version 7 and sort by their microsecond.
 */
public final class SequentialIds implements Ids {
  private static final long COUNTER_BITS = 30;

  private final long series;
  private final AtomicLong next = new AtomicLong();

  public SequentialIds() {
    this(0);
  }

  /**
   * @param series 0 to 2<sup>32</sup> − 1; two series never give the same id
   */
  public SequentialIds(long series) {
    if (series < 0 || series >= 1L << 32) {
      throw new IllegalArgumentException("a series is 0 to 2^32 - 1: " + series);
    }
    this.series = series;
  }

  /** RFC 9562, method 3: the twelve bits after the milliseconds hold the part of one. */
  @Override
  public UUID next(Instant at) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    long millis = Math.floorDiv(micros, 1_000L);
    long fraction = Math.floorMod(micros, 1_000L) * 4_096 / 1_000;
    long number = next.getAndIncrement();
    return new UUID(
        millis << 16 | 7L << 12 | fraction,
        1L << 63 | (number & ((1L << COUNTER_BITS) - 1)) << 32 | series);
  }
}
