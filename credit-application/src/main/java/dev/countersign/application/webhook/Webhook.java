package dev.countersign.application.webhook;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.request.CreditRequestEvent;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address of another system that is told of events.
 *
 * @param types of the events it is told of, such as {@code granted}; all of them if empty
 * @param active whether it is told at all
 */
public record Webhook(
    UUID id, URI url, Set<String> types, boolean active, WebhookSecret secret, Instant createdAt) {
  /** Every type of event there is. */
  public static final Set<String> KNOWN_TYPES =
      Stream.of(CreditRequestEvent.class.getPermittedSubclasses())
          .map(CanonicalJson::typeOf)
          .collect(Collectors.toCollection(TreeSet::new));

  public Webhook {
    types = Set.copyOf(types);
    if (!KNOWN_TYPES.containsAll(types)) {
      throw new IllegalArgumentException("there are no such events: " + types);
    }
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
