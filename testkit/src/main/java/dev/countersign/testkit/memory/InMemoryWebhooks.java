package dev.countersign.testkit.memory;

import dev.countersign.application.webhook.Webhook;
import dev.countersign.application.webhook.Webhooks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A webhook that was removed leaves an empty row. */
record InMemoryWebhooks(Transaction transaction) implements Webhooks {
  @Override
  public void add(Webhook webhook) {
    Transaction.requireMicros(webhook.createdAt());
    transaction.write(transaction.tables().webhooks, webhook.id(), Optional.of(webhook));
  }

  @Override
  public void change(Webhook webhook) {
    transaction
        .findLocked(transaction.tables().webhooks, webhook.id())
        .flatMap(found -> found)
        .ifPresent(found ->
            transaction.write(
                transaction.tables().webhooks,
                found.id(),
                Optional.of(
                    new Webhook(
                        found.id(),
                        webhook.url(),
                        webhook.types(),
                        webhook.active(),
                        found.secret(),
                        found.createdAt()))));
  }

  @Override
  public void remove(UUID id) {
    transaction.write(transaction.tables().webhooks, id, Optional.empty());
  }

  @Override
  public Optional<Webhook> find(UUID id) {
    return transaction.find(transaction.tables().webhooks, id).flatMap(found -> found);
  }

  @Override
  public List<Webhook> all() {
    return transaction.rows(transaction.tables().webhooks).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<Webhook> listeningTo(String type) {
    return all().stream()
        .filter(Webhook::active)
        .filter(webhook -> webhook.types().isEmpty() || webhook.types().contains(type))
        .toList();
  }
}
