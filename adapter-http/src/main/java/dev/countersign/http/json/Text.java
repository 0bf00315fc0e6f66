package dev.countersign.http.json;

/** What a text may be made of. */
public final class Text {
  private Text() {}

  /**
   * Whether a text is well-formed Unicode without control characters, line breaks and tabs aside:
   * what can be stored, hashed and shown without surprises.
   */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c) || isControl(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
  }
}
