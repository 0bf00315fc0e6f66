package dev.countersign.http.exchange;

import dev.countersign.http.json.Text;
import dev.countersign.http.problem.FieldError;
import dev.countersign.http.problem.Problem;
import dev.countersign.http.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A form of OAuth: fields nobody asked for are ignored, one that comes twice is an error (RFC 6749,
 * section 3.2).
 */
public final class Form {
  private static final int MAX_LENGTH = 1_024;

  private final Map<String, List<String>> values;
  private final List<FieldError> errors = new ArrayList<>();

  private Form(Map<String, List<String>> values) {
    this.values = values;
  }

  static Form parse(String body) {
    var values = new HashMap<String, List<String>>();
    try {
      for (var pair : body.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values
              .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
              .add(decode(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(List.of(new FieldError("", "invalid", "Encode the form as a URL is.")))
          .asException();
    }
    return new Form(values);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A required field; a placeholder if it is invalid. */
  public String field(String name) {
    var given = values.getOrDefault(name, List.of());
    if (given.isEmpty() || given.getFirst().isEmpty()) {
      errors.add(new FieldError(name, "required", "This is needed."));
      return "";
    }
    if (given.size() > 1) {
      errors.add(new FieldError(name, "repeated", "Send this once."));
    }
    if (given.getFirst().length() > MAX_LENGTH) {
      errors.add(new FieldError(name, "too-long", "Send at most 1,024 characters."));
    }
    if (!Text.isClean(given.getFirst())) {
      errors.add(new FieldError(name, "invalid", "Leave out control characters."));
    }
    return given.getFirst();
  }

  /**
   * Ends the call if a field that was read is invalid.
   *
   * @throws ProblemException with everything that is
   */
  public void end() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }
}
