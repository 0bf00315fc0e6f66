package dev.countersign.application.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One event on its way to one webhook.
 *
 * @param id stays the same however often it is sent
 * @param event its id; with the webhook it names the delivery once and for all
 * @param type of the event, with its context
 * @param body the event as JSON, to the byte what is signed
 * @param attempts how often it was sent, from an admin's wish on
 * @param answer what the last attempt came to, in a few words
 */
public record Delivery(
    UUID id,
    UUID webhook,
    long event,
    String type,
    String body,
    State state,
    int attempts,
    Optional<String> answer,
    Instant createdAt) {
  /** How far it has come. */
  public enum State {
    /** To be sent, or sent again, when its time comes. */
    WAITING,
    /** The other side said that it has it. */
    DELIVERED,
    /** Given up. */
    FAILED
  }

  Delivery tried(State outcome, String detail) {
    return new Delivery(
        id, webhook, event, type, body, outcome, attempts + 1, Optional.of(detail), createdAt);
  }
}
