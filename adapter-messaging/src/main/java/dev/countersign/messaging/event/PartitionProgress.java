package dev.countersign.messaging.event;

import java.util.TreeSet;

/**
 * How far the messages of one partition are handled while it is this process's. They are begun in
 * order and done in any; everything before the first that is not done is handled.
 */
final class PartitionProgress {
  private final TreeSet<Long> open = new TreeSet<>();
  private long next;
  private boolean lost;

  PartitionProgress(long first) {
    this.next = first;
  }

  synchronized void begin(long offset) {
    open.add(offset);
    next = offset + 1;
  }

  synchronized void done(long offset) {
    open.remove(offset);
  }

  /** The offset from which another process would have to go on. */
  synchronized long handled() {
    return open.isEmpty() ? next : open.first();
  }

  /** Another process has the partition now, or will have. */
  synchronized void lose() {
    lost = true;
  }

  synchronized boolean isLost() {
    return lost;
  }
}
