package dev.countersign.application.webhook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Carries messages to other systems. */
public interface WebhookSender {
  /** Why nothing is sent to that address, in a sentence; empty if it is. */
  Optional<String> objection(URI address);

  /** Hands over one JSON text, and returns what came of it whatever goes wrong. */
  Outcome send(URI address, Map<String, String> headers, String body);

  /** What came of it. */
  sealed interface Outcome {
    /** In a few words, for an admin. */
    String detail();
  }

  /** The other side said that it has it. */
  record Taken(String detail) implements Outcome {}

  /** The other side said something else. */
  record Refused(String detail) implements Outcome {}

  /** The other side said nothing in time, or is not to be reached. */
  record NoAnswer(String detail) implements Outcome {}
}
