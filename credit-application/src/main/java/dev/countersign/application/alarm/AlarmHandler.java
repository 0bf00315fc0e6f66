package dev.countersign.application.alarm;

import dev.countersign.domain.event.StreamId;

/**
 * Does what is due for streams of one type. It may be called late, twice, or when nothing is due
 * any more; an exception means: call again later.
 */
@FunctionalInterface
public interface AlarmHandler {
  void handle(StreamId stream);
}
