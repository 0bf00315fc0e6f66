package dev.countersign.application.live;

import dev.countersign.application.event.CommittedEvent;
import java.util.List;
import java.util.Map;

/** Progress that ended in an event, for listeners at nodes other than the one that reported it. */
@FunctionalInterface
public interface ProgressSource {
  /** The facts of each report that was not made at this node before; none for most events. */
  List<Map<String, String>> before(CommittedEvent event);
}
