package dev.countersign.application.notification;

import dev.countersign.domain.event.StreamId;
import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One event for one recipient.
 *
 * @param event its id; with the recipient it names the notification once and for all
 * @param stream the event's
 * @param type of the event, kebab-case, without its context, such as {@code stage-approved}
 * @param facts what the event says, by name; nothing that is for staff alone
 * @param readAt absent until the person has read it
 */
public record Notification(
    UUID id,
    UserId recipient,
    long event,
    StreamId stream,
    String type,
    Instant at,
    Map<String, String> facts,
    Optional<Instant> readAt) {
  public Notification {
    facts = Map.copyOf(facts);
  }
}
