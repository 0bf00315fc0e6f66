package dev.countersign.messaging.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetter;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.store.StoreUnavailable;
import java.time.Clock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to one subscriber, in the process and over Kafka alike: a few times, then the event
 * is given up, at once if it can't be read. That the store is away is no fault of the event, never
 * counts, and is waited for.
 */
record Handling(
    NamedSubscriber subscriber, EventRegistry registry, Clock clock, RetryPolicy retries) {
  private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

  static Handling of(NamedSubscriber subscriber, EventRegistry registry, Clock clock) {
    return new Handling(subscriber, registry, clock, RetryPolicy.HANDLING);
  }

  String name() {
    return subscriber.name();
  }

  /**
   * Tries once.
   *
   * @param failures so far that count
   */
  Attempt attempt(CommittedEvent event, int failures) {
    return attempt(
        event,
        failures,
        cause -> letter(event.stream().id().toString(), registry.toMessage(event), causeOf(cause)));
  }

  /**
   * Tries once.
   *
   * @param message an event as it was received
   * @param failures so far that count
   */
  Attempt attempt(String key, String message, int failures) {
    CommittedEvent event;
    try {
      event = registry.fromMessage(message);
    } catch (IllegalArgumentException e) {
      LOG.error("{} is given up on a message of {} that can't be read", name(), key, e);
      return new Attempt.GivenUp(letter(key, message, causeOf(e)));
    }
    return attempt(event, failures, cause -> letter(key, message, causeOf(cause)));
  }

  private Attempt attempt(
      CommittedEvent event, int failures, Function<RuntimeException, DeadLetter> letter) {
    try {
      subscriber.subscriber().on(event);
      return new Attempt.Handled();
    } catch (StoreUnavailable e) {
      LOG.warn("{} waits for the store ({})", name(), e.toString());
      return new Attempt.Failed(retries.longest(), failures);
    } catch (RuntimeException e) {
      int all = failures + 1;
      if (retries.isLast(all)) {
        LOG.error("{} is given up on event {} of {}", name(), event.id(), event.stream(), e);
        return new Attempt.GivenUp(letter.apply(e));
      }
      LOG.warn("{} failed at event {} of {}", name(), event.id(), event.stream(), e);
      return new Attempt.Failed(retries.pauseAfter(all), all);
    }
  }

  /** Of an event that is addressed to a subscriber whom nobody knows. */
  static DeadLetter undeliverable(
      String subscriber, CommittedEvent event, EventRegistry registry, Clock clock) {
    return new DeadLetter(
        subscriber,
        event.stream().id().toString(),
        registry.toMessage(event),
        "There is no subscriber of this name.",
        clock.instant());
  }

  private DeadLetter letter(String key, String message, String cause) {
    return new DeadLetter(name(), key, message, cause, clock.instant());
  }

  private static String causeOf(RuntimeException failure) {
    var cause = new StringBuilder(failure.toString());
    for (var inner = failure.getCause(); inner != null; inner = inner.getCause()) {
      cause.append("\ncaused by ").append(inner);
    }
    return cause.toString();
  }
}
