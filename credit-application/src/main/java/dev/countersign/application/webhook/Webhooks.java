package dev.countersign.application.webhook;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The webhooks, within a transaction. */
public interface Webhooks {
  void add(Webhook webhook);

  /** Replaces address, types and whether it is active, of the webhook of that id. */
  void change(Webhook webhook);

  /** Removes a webhook with all of its deliveries. */
  void remove(UUID id);

  Optional<Webhook> find(UUID id);

  /** All of them, the oldest first. */
  List<Webhook> all();

  /** Those that subscribe to events of that type. */
  List<Webhook> listeningTo(String type);
}
