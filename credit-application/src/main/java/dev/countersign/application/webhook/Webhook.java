package dev.countersign.application.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An address of another system that events are sent to.
 *
 * @param types of the events that are sent to it, such as {@code credit.granted}; all of them if
 *     empty
 * @param active whether anything is sent to it
 */
public record Webhook(
    UUID id, URI url, Set<String> types, boolean active, WebhookSecret secret, Instant createdAt) {
  public Webhook {
    types = Set.copyOf(types);
  }

  /** What an admin may choose. */
  public record Wish(URI url, Set<String> types, boolean active) {
    public Wish {
      types = Set.copyOf(types);
    }
  }

  Webhook changed(Wish wish) {
    return new Webhook(id, wish.url(), wish.types(), wish.active(), secret, createdAt);
  }
}
