package dev.countersign.application.webhook;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.Delivery.State;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Queues the deliveries of an event, one for each webhook. */
public final class QueueDeliveries implements EventSubscriber {
  private final Transactions<WebhookStore> transactions;
  private final EventRegistry registry;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public QueueDeliveries(
      Transactions<WebhookStore> transactions, EventRegistry registry, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.registry = registry;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void on(CommittedEvent event) {
    transactions.run(store ->
        store
            .webhooks()
            .listeningTo(registry.typeOf(event))
            .forEach(webhook -> queue(event, webhook, store)));
  }

  private void queue(CommittedEvent event, Webhook webhook, WebhookStore store) {
    var at = clock.instant();
    store
        .deliveries()
        .add(
            new Delivery(
                ids.next(at),
                webhook.id(),
                event.id(),
                registry.typeOf(event),
                registry.toMessage(event),
                State.WAITING,
                0,
                Optional.empty(),
                at));
  }
}
