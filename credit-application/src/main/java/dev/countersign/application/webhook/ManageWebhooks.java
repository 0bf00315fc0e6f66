package dev.countersign.application.webhook;

import dev.countersign.application.account.Caller;
import dev.countersign.application.account.Permission;
import dev.countersign.application.audit.AuditEntry;
import dev.countersign.application.event.EventRegistry;
import dev.countersign.application.store.Ids;
import dev.countersign.application.store.Page;
import dev.countersign.application.store.Transactions;
import dev.countersign.application.webhook.Delivery.State;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Webhooks, for whoever may keep them: every method throws {@link
 * dev.countersign.application.account.NotPermitted} for other callers. All of it but reading goes
 * into the audit trail.
 */
public final class ManageWebhooks {
  private final Transactions<WebhookStore> transactions;
  private final WebhookSender sender;
  private final Supplier<WebhookSecret> secrets;
  private final EventRegistry registry;
  private final Ids ids;
  private final Clock clock;

  /**
   * @param secrets makes one that nobody can guess
   */
  @Inject
  public ManageWebhooks(
      Transactions<WebhookStore> transactions,
      WebhookSender sender,
      Supplier<WebhookSecret> secrets,
      EventRegistry registry,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.sender = sender;
    this.secrets = secrets;
    this.registry = registry;
    this.ids = ids;
    this.clock = clock;
  }

  /** The types of events that a webhook may subscribe to, such as {@code credit.granted}. */
  public Set<String> types() {
    return registry.types();
  }

  /** Why nothing would be sent to that address, if so. */
  public Optional<String> objection(URI url) {
    return sender.objection(url);
  }

  /**
   * Registers a webhook.
   *
   * @throws IllegalArgumentException if a wished type is none of {@link #types}
   */
  public Webhook register(Webhook.Wish wish, Caller by) {
    by.require(Permission.WEBHOOK_MANAGE);
    requireKnown(wish);
    var at = clock.instant();
    var webhook =
        new Webhook(ids.next(at), wish.url(), wish.types(), wish.active(), secrets.get(), at);
    transactions.run(store -> {
      store.webhooks().add(webhook);
      audit(store, at, by, "register", webhook.id(), about(wish));
    });
    return webhook;
  }

  /**
   * Replaces what can be chosen; the secret stays.
   *
   * @return the webhook as it is now, if there is one of that id
   * @throws IllegalArgumentException if a wished type is none of {@link #types}
   */
  public Optional<Webhook> change(UUID id, Webhook.Wish wish, Caller by) {
    by.require(Permission.WEBHOOK_MANAGE);
    requireKnown(wish);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      var changed = store.webhooks().find(id).map(webhook -> webhook.changed(wish));
      changed.ifPresent(webhook -> {
        store.webhooks().change(webhook);
        audit(store, at, by, "change", id, about(wish));
      });
      return changed;
    });
  }

  /**
   * Removes a webhook with all of its deliveries.
   *
   * @return whether there was one of that id
   */
  public boolean remove(UUID id, Caller by) {
    by.require(Permission.WEBHOOK_MANAGE);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      boolean found = store.webhooks().find(id).isPresent();
      if (found) {
        store.webhooks().remove(id);
        audit(store, at, by, "remove", id, Map.of());
      }
      return found;
    });
  }

  public Optional<Webhook> find(UUID id, Caller caller) {
    caller.require(Permission.WEBHOOK_MANAGE);
    return transactions.inTransaction(store -> store.webhooks().find(id));
  }

  /** The oldest first. */
  public List<Webhook> all(Caller caller) {
    caller.require(Permission.WEBHOOK_MANAGE);
    return transactions.inTransaction(store -> store.webhooks().all());
  }

  /**
   * Newest first.
   *
   * @return the deliveries of a webhook, if there is one of that id
   */
  public Optional<Page<Delivery>> deliveries(
      UUID webhook, Optional<State> state, int limit, Optional<String> after, Caller caller) {
    caller.require(Permission.WEBHOOK_MANAGE);
    return transactions.inTransaction(store ->
        store
            .webhooks()
            .find(webhook)
            .map(found -> store.deliveries().browse(webhook, state, limit, after)));
  }

  /**
   * Has a delivery sent as if it had never been tried.
   *
   * @return the delivery as it is now, if there is one of that id
   */
  public Optional<Delivery> replay(UUID delivery, Caller by) {
    by.require(Permission.WEBHOOK_MANAGE);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      var renewed = store.deliveries().renew(delivery, at);
      renewed.ifPresent(it ->
          audit(store, at, by, "replay", it.webhook(), Map.of("delivery", delivery.toString())));
      return renewed;
    });
  }

  /**
   * Has every failed delivery of a webhook sent as if it had never been tried.
   *
   * @return how many there were, if there is a webhook of that id
   */
  public Optional<Integer> replayFailed(UUID webhook, Caller by) {
    by.require(Permission.WEBHOOK_MANAGE);
    var at = clock.instant();
    return transactions.inTransaction(store -> {
      if (store.webhooks().find(webhook).isEmpty()) {
        return Optional.empty();
      }
      int renewed = store.deliveries().renewFailed(webhook, at);
      audit(store, at, by, "replay", webhook, Map.of("deliveries", String.valueOf(renewed)));
      return Optional.of(renewed);
    });
  }

  private void requireKnown(Webhook.Wish wish) {
    if (!types().containsAll(wish.types())) {
      throw new IllegalArgumentException("there are no such events: " + wish.types());
    }
  }

  private static Map<String, String> about(Webhook.Wish wish) {
    return Map.of(
        "url",
        wish.url().toString(),
        "types",
        String.join(",", wish.types().stream().sorted().toList()),
        "active",
        String.valueOf(wish.active()));
  }

  private static void audit(
      WebhookStore store,
      Instant at,
      Caller by,
      String action,
      UUID webhook,
      Map<String, String> details) {
    store
        .audit()
        .record(
            new AuditEntry(
                at, by.id().toString(), action, "webhook/" + webhook, by.origin(), details));
  }
}
