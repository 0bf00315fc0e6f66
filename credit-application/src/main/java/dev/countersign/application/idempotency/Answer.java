package dev.countersign.application.idempotency;

import java.util.Map;

/** What was answered to a caller, kept byte for byte. */
public record Answer(int status, Map<String, String> headers, String body) {
  public Answer {
    headers = Map.copyOf(headers);
  }
}
