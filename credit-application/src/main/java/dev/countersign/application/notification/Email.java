package dev.countersign.application.notification;

import dev.countersign.domain.party.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An e-mail to one person about one event, and how its sending stands.
 *
 * @param event its id; with the recipient it names the e-mail once and for all
 * @param address as it was when the e-mail was written
 * @param attempts how often sending was begun, from an admin's wish on
 * @param failure why the last attempt failed, if it did
 */
public record Email(
    UUID id,
    UserId recipient,
    long event,
    String address,
    Content content,
    State state,
    int attempts,
    Optional<String> failure,
    Instant createdAt) {
  /** How far it has come. */
  public enum State {
    /** To be sent, or sent again, when its time comes. */
    WAITING,
    SENT,
    /** Given up. */
    FAILED,
    /** There was no mail server to send it by. */
    KEPT
  }

  /** What is written, once as plain text and once as HTML. */
  public record Content(String subject, String text, String html) {}

  Email now(State newState, Optional<String> why) {
    return new Email(id, recipient, event, address, content, newState, attempts, why, createdAt);
  }
}
