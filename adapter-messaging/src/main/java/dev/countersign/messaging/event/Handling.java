package dev.countersign.messaging.event;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.DeadLetters;
import dev.countersign.application.event.DeadLetters.Letter;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer does with a message: hands it to its subscriber a few times, then gives it up to
 * the dead letters, at once if it can't be read. That the store is away is no fault of the message,
 * and is waited for.
 */
record Handling(
    NamedSubscriber subscriber,
    EventRegistry registry,
    DeadLetters deadLetters,
    Clock clock,
    int tries,
    Backoff pauses) {
  private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
  private static final int TRIES = 8;

  /** With the tries, some eleven seconds in all. */
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  static Handling of(
      NamedSubscriber subscriber, EventRegistry registry, DeadLetters deadLetters, Clock clock) {
    return new Handling(subscriber, registry, deadLetters, clock, TRIES, PAUSES);
  }

  String name() {
    return subscriber.name();
  }

  /**
   * Tries once.
   *
   * @param failures so far
   * @return when to try again, if that is to be
   */
  Optional<Later> attempt(String key, String message, int failures) {
    try {
      handle(key, message, failures);
      return Optional.empty();
    } catch (StoreUnavailable e) {
      LOG.warn("{} waits for the store ({})", name(), e.toString());
      return Optional.of(new Later(pauses.longest(), failures));
    } catch (RuntimeException e) {
      LOG.warn("{} failed at a message of {} and tries again", name(), key, e);
      return Optional.of(new Later(pauses.after(failures + 1), failures + 1));
    }
  }

  /**
   * @param failures that count
   */
  record Later(Duration pause, int failures) {}

  private void handle(String key, String message, int failures) {
    CommittedEvent event;
    try {
      event = registry.fromMessage(message);
    } catch (IllegalArgumentException e) {
      giveUp(key, message, e);
      return;
    }
    try {
      subscriber.subscriber().on(event);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      if (failures + 1 < tries) {
        throw e;
      }
      giveUp(key, message, e);
    }
  }

  private void giveUp(String key, String message, RuntimeException cause) {
    LOG.error("{} gives up a message of {}", name(), key, cause);
    deadLetters.keep(new Letter(name(), key, message, causeOf(cause), clock.instant()));
  }

  private static String causeOf(RuntimeException failure) {
    var cause = new StringBuilder(failure.toString());
    for (var inner = failure.getCause(); inner != null; inner = inner.getCause()) {
      cause.append("\ncaused by ").append(inner);
    }
    return cause.toString();
  }
}
