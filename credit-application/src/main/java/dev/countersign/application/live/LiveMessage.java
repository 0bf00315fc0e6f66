package dev.countersign.application.live;

import dev.countersign.domain.event.StreamId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one listener receives. */
public sealed interface LiveMessage {
  /**
   * An event of a stream.
   *
   * @param id of the event
   * @param type kebab-case, without its context, such as {@code stage-approved}
   * @param actor a username, or the name of the automatic process
   * @param remark only for those who may read it
   * @param position behind which place in the feed the listener stands once they have it
   */
  record Change(
      long id,
      StreamId stream,
      int version,
      String type,
      Instant at,
      String actor,
      Map<String, String> facts,
      Optional<String> remark,
      FeedPosition position)
      implements LiveMessage {
    public Change {
      facts = Map.copyOf(facts);
    }
  }

  /**
   * How far something has come that will end in an event. It is sent once, and to those who listen
   * just then.
   *
   * @param facts by name, in the order in which they are sent
   */
  record Progress(StreamId stream, Map<String, String> facts) implements LiveMessage {
    public Progress {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
  }
}
