package dev.countersign.messaging.event;

import java.time.Duration;

/**
 * The topics that events travel by: one for each context, named {@code prefix.context}.
 *
 * @param partitions of a topic when it is made; one that exists keeps those it has
 * @param retention events are kept that long at least, for consumers to catch up
 */
public record EventTopics(String prefix, int partitions, Duration retention) {
  EventTopic of(String context) {
    return new EventTopic(prefix + "." + context, partitions, retention);
  }

  /** The consumer group of a subscriber. */
  String group(String subscriber) {
    return prefix + "." + subscriber;
  }
}
