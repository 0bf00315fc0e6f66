package dev.countersign.application.webhook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Carries messages to other systems. */
public interface WebhookSender {
  /** Why nothing is carried to that address, in a sentence; nothing if it is. */
  Optional<String> objection(URI address);

  /** Hands over one JSON text, and returns what came of it whatever goes wrong. */
  Outcome carry(URI address, Map<String, String> headers, String body);

  /** What came of it. */
  sealed interface Outcome {
    /** In a few words, for an admin. */
    String told();
  }

  /** The other side said that it has it. */
  record Taken(String told) implements Outcome {}

  /** The other side said something else. */
  record Refused(String told) implements Outcome {}

  /** The other side said nothing in time, or is not to be reached. */
  record NoAnswer(String told) implements Outcome {}
}
