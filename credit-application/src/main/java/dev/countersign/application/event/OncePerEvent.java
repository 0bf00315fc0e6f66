package dev.countersign.application.event;

import dev.countersign.application.store.Store;
import dev.countersign.application.store.Transactions;
import java.time.Clock;

/**
 * A subscriber whose effect is a change of the store. The effect and the memory of it commit
 * together, so that it happens once, however often the event is delivered.
 */
public final class OncePerEvent implements EventSubscriber {
  private final String consumer;
  private final Transactions transactions;
  private final Clock clock;
  private final Effect effect;

  /**
   * @param consumer a lasting name, its own among all consumers: under another one, everything
   *     would happen again
   */
  public OncePerEvent(String consumer, Transactions transactions, Clock clock, Effect effect) {
    this.consumer = consumer;
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
      if (store.inbox().accept(consumer, event, clock.instant())) {
        effect.of(event, store);
      }
    });
  }

  /** What an event changes. */
  @FunctionalInterface
  public interface Effect {
    /** Whether there is anything to change; if not, the store is left alone. */
    default boolean isDue(CommittedEvent event) {
      return true;
    }

    void of(CommittedEvent event, Store store);
  }
}
