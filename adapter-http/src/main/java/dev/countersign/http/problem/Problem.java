package dev.countersign.http.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An error answer (RFC 9457).
 *
 * @param detail what to do about it
 * @param errors every bad field, where fields are what is wrong
 * @param headers to be sent along
 */
public record Problem(
    ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of());
  }

  /** At least one field is wrong. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(
        ProblemType.VALIDATION_FAILED,
        "Mend every field named in errors and send the request again.",
        errors,
        Map.of());
  }

  public Problem with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Problem(type, detail, errors, more);
  }

  /** Sets {@code Retry-After}. */
  public Problem retryAfter(long seconds) {
    return with("Retry-After", String.valueOf(seconds));
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }
}
