package dev.countersign.application.event;

import dev.countersign.application.store.Transactions;
import java.time.Clock;

/**
 * A subscriber whose effect is a change of the store. The effect and the memory of it commit
 * together, so that it happens once, however often the event is delivered.
 *
 * @param <S> what the effect changes
 */
public final class OncePerEvent<S extends SubscriberStore> implements EventSubscriber {
  private final String subscriber;
  private final Transactions<S> transactions;
  private final Clock clock;
  private final Effect<? super S> effect;

  /**
   * @param subscriber a lasting name, its own among all subscribers: under another one, everything
   *     would happen again
   */
  public OncePerEvent(
      String subscriber, Transactions<S> transactions, Clock clock, Effect<? super S> effect) {
    this.subscriber = subscriber;
    this.transactions = transactions;
    this.clock = clock;
    this.effect = effect;
  }

  @Override
  public void on(CommittedEvent event) {
    if (!effect.isDue(event)) {
      return;
    }
    transactions.run(store -> {
      if (store.processedEvents().markProcessed(subscriber, event, clock.instant())) {
        effect.of(event, store);
      }
    });
  }

  /**
   * What an event changes.
   *
   * @param <S> in which store
   */
  @FunctionalInterface
  public interface Effect<S> {
    /** Whether there is anything to change; if not, the store is left alone. */
    default boolean isDue(CommittedEvent event) {
      return true;
    }

    void of(CommittedEvent event, S store);
  }
}
