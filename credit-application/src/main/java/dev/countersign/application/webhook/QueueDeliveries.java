package dev.countersign.application.webhook;

import dev.countersign.application.event.CommittedEvent;
import dev.countersign.application.event.EventEnvelope;
import dev.countersign.application.event.EventSubscriber;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.Delivery.State;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Notes for each webhook what it is to be told. */
public final class QueueDeliveries implements EventSubscriber {
  private final Transactions<WebhookStore> transactions;
  private final Ids ids;
  private final Clock clock;

  @Inject
  public QueueDeliveries(Transactions<WebhookStore> transactions, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void on(CommittedEvent event) {
    transactions.run(store ->
        store
            .webhooks()
            .listeningTo(event.event().type())
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
                event.event().type(),
                EventEnvelope.of(event).toJson(),
                State.WAITING,
                0,
                Optional.empty(),
                at));
  }
}
