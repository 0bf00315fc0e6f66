package dev.countersign.application.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.Deliveries.Leased;
import dev.countersign.application.webhook.Delivery.State;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Sends what is due, to several webhooks at once and to each one after the other, so that a slow
 * one holds up itself alone. What fails is sent again after a pause that grows, then given up and
 * left to an admin. When a webhook does not answer, the rest of what is due there waits as well.
 */
public final class SendDeliveries implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final int EACH = 50;
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  /** Longer than sending all that is leased of one webhook may take. */
  private static final Duration LEASE = Duration.ofMinutes(15);

  private final Transactions<WebhookStore> transactions;
  private final WebhookSender sender;
  private final Clock clock;
  private final Executor threads;
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  @Inject
  public SendDeliveries(
      Transactions<WebhookStore> transactions,
      WebhookSender sender,
      Clock clock,
      Executor threads) {
    this.transactions = transactions;
    this.sender = sender;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Begins to send what is due.
   *
   * @return how many deliveries that is
   */
  public int sendDue() {
    int free = AT_ONCE - busy.size();
    if (free <= 0 || closing) {
      return 0;
    }
    var now = clock.instant();
    var leased =
        transactions.inTransaction(
            store -> store.deliveries().lease(now, now.plus(LEASE), Set.copyOf(busy), free, EACH));
    leased.stream()
        .collect(groupingBy(each -> each.webhook().id(), LinkedHashMap::new, toList()))
        .forEach(this::begin);
    return leased.size();
  }

  private void begin(UUID webhook, List<Leased> due) {
    busy.add(webhook);
    threads.execute(() -> {
      try {
        send(due);
      } finally {
        busy.remove(webhook);
      }
    });
  }

  private void send(List<Leased> due) {
    for (int i = 0; i < due.size(); i++) {
      if (closing) {
        putOff(due.subList(i, due.size()), clock.instant());
        return;
      }
      if (send(due.get(i)) instanceof WebhookSender.NoAnswer) {
        putOff(due.subList(i + 1, due.size()), clock.instant().plus(FIRST_PAUSE));
        return;
      }
    }
  }

  private WebhookSender.Outcome send(Leased leased) {
    var delivery = leased.delivery();
    var webhook = leased.webhook();
    var outcome = sender.send(webhook.url(), headers(delivery, webhook.secret()), delivery.body());
    boolean last = delivery.attempts() + 1 >= ATTEMPTS;
    var state =
        switch (outcome) {
          case WebhookSender.Taken taken -> State.DELIVERED;
          case WebhookSender.Refused refused -> last ? State.FAILED : State.WAITING;
          case WebhookSender.NoAnswer silence -> last ? State.FAILED : State.WAITING;
        };
    var dueAt = clock.instant().plus(pauseAfter(delivery.attempts()));
    transactions.run(
        store -> store.deliveries().tried(leased, delivery.tried(state, outcome.detail()), dueAt));
    return outcome;
  }

  /** As Standard Webhooks has it. */
  private Map<String, String> headers(Delivery delivery, WebhookSecret secret) {
    var id = delivery.id().toString();
    var timestamp = String.valueOf(clock.instant().getEpochSecond());
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        timestamp,
        "webhook-signature",
        secret.sign(id + "." + timestamp + "." + delivery.body()));
  }

  private void putOff(List<Leased> rest, Instant dueAt) {
    transactions.run(store -> rest.forEach(each -> store.deliveries().putOff(each, dueAt)));
  }

  /** Ten seconds, then four times as long each time. */
  private static Duration pauseAfter(int attemptsBefore) {
    return FIRST_PAUSE.multipliedBy(1L << (2 * Math.min(attemptsBefore, ATTEMPTS)));
  }

  /** Lets what is under way come to its end, and begins nothing more. */
  @Override
  public void close() {
    closing = true;
  }
}
