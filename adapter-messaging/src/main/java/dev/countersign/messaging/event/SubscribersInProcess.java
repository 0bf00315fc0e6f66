package dev.countersign.messaging.event;

import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.Outbox.Entry;
import dev.countersign.application.event.Outbox.Remainder;
import dev.countersign.application.event.Outbox.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Subscribers in the same process. One that fails gets an entry of its own in the outbox, and holds
 * up nobody else.
 */
public final class SubscribersInProcess implements EventChannel {
  private final Map<String, Handling> subscribers = new LinkedHashMap<>();
  private final EventRegistry registry;
  private final Clock clock;

  /**
   * @throws IllegalArgumentException if two have the same name
   */
  public SubscribersInProcess(
      List<NamedSubscriber> subscribers, EventRegistry registry, Clock clock) {
    this(subscribers, registry, clock, RetryPolicy.HANDLING);
  }

  SubscribersInProcess(
      List<NamedSubscriber> subscribers, EventRegistry registry, Clock clock, RetryPolicy retries) {
    this.registry = registry;
    this.clock = clock;
    for (var each : subscribers) {
      var handling = new Handling(each, registry, clock, retries);
      if (this.subscribers.put(each.name(), handling) != null) {
        throw new IllegalArgumentException("two subscribers are named " + each.name());
      }
    }
  }

  @Override
  public Settlement send(Entry entry) {
    return entry.subscriber().map(name -> toOne(name, entry)).orElseGet(() -> toAll(entry));
  }

  private Settlement toOne(String name, Entry entry) {
    var handling = subscribers.get(name);
    var attempt =
        handling == null
            ? new Attempt.GivenUp(Handling.undeliverable(name, entry.event(), registry, clock))
            : handling.attempt(entry.event(), entry.failures());
    return settled(entry, Map.of(name, attempt));
  }

  private Settlement toAll(Entry entry) {
    var attempts = new LinkedHashMap<String, Attempt>();
    subscribers.forEach((name, handling) ->
        attempts.put(
            name,
            entry.behind().contains(name)
                ? new Attempt.Failed(Duration.ZERO, 0)
                : handling.attempt(entry.event(), 0)));
    return settled(entry, attempts);
  }

  private static Settlement settled(Entry entry, Map<String, Attempt> attempts) {
    var remainders = new ArrayList<Remainder>();
    var deadLetters = new ArrayList<DeadLetter>();
    attempts.forEach((name, attempt) -> {
      switch (attempt) {
        case Attempt.Handled handled -> {}
        case Attempt.Failed failed ->
            remainders.add(new Remainder(Optional.of(name), failed.pause(), failed.failures()));
        case Attempt.GivenUp givenUp -> deadLetters.add(givenUp.letter());
      }
    });
    return new Settlement(entry, remainders, deadLetters);
  }
}
