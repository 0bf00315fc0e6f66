package dev.countersign.benchmarks;

import java.util.Arrays;

/** Durations in nanoseconds, added by several threads; sorted when they are looked at. */
final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  synchronized int count() {
    return count;
  }

  /**
   * @param share of all durations that are not longer, 0 to 1
   */
  synchronized double millis(double share) {
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, (long) (share * count))] / 1e6;
  }
}
