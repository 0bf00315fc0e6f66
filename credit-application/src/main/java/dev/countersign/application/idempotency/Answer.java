package dev.countersign.application.idempotency;

import java.util.Map;

/** What a caller was told, kept to the letter. */
public record Answer(int status, Map<String, String> headers, String body) {
  public Answer {
    headers = Map.copyOf(headers);
  }
}
