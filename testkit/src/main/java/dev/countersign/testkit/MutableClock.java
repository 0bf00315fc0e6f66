package dev.countersign.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it, and shows microseconds as the real one does. */
public final class MutableClock extends Clock {
  private final AtomicReference<Instant> now;

  private MutableClock(Instant now) {
    this.now = new AtomicReference<>(now.truncatedTo(ChronoUnit.MICROS));
  }

  public static MutableClock at(Instant now) {
    return new MutableClock(now);
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    var unused = now.updateAndGet(before -> before.plus(duration).truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** This clock: it knows UTC alone. */
  @Override
  public Clock withZone(ZoneId zone) {
    if (!zone.equals(ZoneOffset.UTC)) {
      throw new IllegalArgumentException("this clock knows UTC alone, not " + zone);
    }
    return this;
  }
}
