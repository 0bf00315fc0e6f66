package dev.countersign.http.json;

/** An error in one value. */
final class Flaw extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  Flaw(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
