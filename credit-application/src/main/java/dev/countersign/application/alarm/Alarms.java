package dev.countersign.application.alarm;

import dev.countersign.domain.event.StreamId;
import java.time.Instant;

/** Calls the {@link AlarmHandler} of a stream's type when a time has come. */
@FunctionalInterface
public interface Alarms {
  /**
   * Sets an alarm. The same one set twice goes off once.
   *
   * @param purpose what is due then; alarms of one stream for one time differ by it
   */
  void set(StreamId stream, String purpose, Instant at);
}
