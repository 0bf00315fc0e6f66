package dev.countersign.domain.canonical;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The JSON grammar (RFC 8259), cut down to what canonical records use: objects, arrays, strings,
 * booleans and whole numbers. Null and fractions have no place in a record and are refused.
 */
final class JsonText {
  /** Deeper nesting than any record has; it keeps hostile input from exhausting the stack. */
  private static final int MAX_DEPTH = 32;

  private static final long MAX_EXACT_INTEGER = (1L << 53) - 1;

  /** Without needless zeros, and short enough for a long. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** A map, list, string, boolean or long. */
  static Object parse(String text) {
    var json = new JsonText(text);
    var value = json.value(0);
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.refuse("nothing more was expected");
    }
    return value;
  }

  static void writeString(StringBuilder out, String text) {
    if (!isWhole(text)) {
      throw new IllegalArgumentException("half a surrogate pair has no bytes in UTF-8");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  static void writeInteger(StringBuilder out, long number) {
    if (!isExact(number)) {
      throw new IllegalArgumentException("beyond ±(2^53 - 1), not exact everywhere: " + number);
    }
    out.append(number);
  }

  /** The canonical text of what {@link #parse} made. */
  static void write(StringBuilder out, Object parsed) {
    switch (parsed) {
      case Map<?, ?> members -> {
        var separator = "{";
        for (var member : new TreeMap<>(members).entrySet()) {
          out.append(separator);
          writeString(out, (String) member.getKey());
          write(out.append(':'), member.getValue());
          separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        var separator = "[";
        for (var item : items) {
          write(out.append(separator), item);
          separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case String text -> writeString(out, text);
      case Long number -> writeInteger(out, number);
      default -> out.append(parsed);
    }
  }

  /**
   * The same with a line for each member and item, but for what has nothing inside.
   *
   * @param line a line break and the indentation of the line that it stands on
   */
  static void writeIndented(StringBuilder out, Object parsed, String line) {
    var inner = line + "  ";
    switch (parsed) {
      case Map<?, ?> members when !members.isEmpty() -> {
        var separator = "{";
        for (var member : new TreeMap<>(members).entrySet()) {
          out.append(separator).append(inner);
          writeString(out, (String) member.getKey());
          writeIndented(out.append(": "), member.getValue(), inner);
          separator = ",";
        }
        out.append(line).append('}');
      }
      case List<?> items when !items.isEmpty() -> {
        var separator = "[";
        for (var item : items) {
          writeIndented(out.append(separator).append(inner), item, inner);
          separator = ",";
        }
        out.append(line).append(']');
      }
      default -> write(out, parsed);
    }
  }

  private static boolean isExact(long number) {
    return number >= -MAX_EXACT_INTEGER && number <= MAX_EXACT_INTEGER;
  }

  /** Whether every surrogate has its other half. */
  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))
          && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
        return false;
      }
    }
    return true;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse("nested deeper than " + MAX_DEPTH);
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> integer();
    };
  }

  private Map<String, Object> object(int depth) {
    var members = new LinkedHashMap<String, Object>();
    at++;
    for (boolean first = true; !closes('}', first); first = false) {
      skipSpace();
      var name = string();
      skipSpace();
      expect(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw refuse("member \"" + name + "\" is there twice");
      }
    }
    return members;
  }

  private List<Object> array(int depth) {
    var items = new ArrayList<>();
    at++;
    for (boolean first = true; !closes(']', first); first = false) {
      items.add(value(depth + 1));
    }
    return items;
  }

  /** Consumes the closing bracket, or else the comma that every further item needs. */
  private boolean closes(char bracket, boolean first) {
    skipSpace();
    if (peek() == bracket) {
      at++;
      return true;
    }
    if (!first) {
      expect(',');
    }
    return false;
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        var text = out.toString();
        if (!isWhole(text)) {
          throw refuse("half a surrogate pair is no text");
        }
        return text;
      }
      if (c < ' ') {
        throw refuse("a control character inside a string must be escaped");
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'u' -> hexadecimal();
      default -> throw refuse("no such escape: \\" + c);
    };
  }

  private char hexadecimal() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next();
      if (!HexFormat.isHexDigit(digit)) {
        throw refuse("\\u takes four hexadecimal digits");
      }
      code = code << 4 | HexFormat.fromHexDigit(digit);
    }
    return (char) code;
  }

  private Object word(String word, boolean meaning) {
    if (!text.startsWith(word, at)) {
      throw refuse("\"" + word + "\" was expected");
    }
    at += word.length();
    return meaning;
  }

  private Long integer() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    var digits = text.substring(start, at);
    if (!INTEGER.matcher(digits).matches()) {
      throw refuse("an object, array, string, boolean or whole number was expected");
    }
    long number = Long.parseLong(digits);
    if (!isExact(number)) {
      throw refuse("a whole number lies within ±(2^53 - 1)");
    }
    return number;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw refuse("the text ends too early");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      at--;
      throw refuse("'" + wanted + "' was expected");
    }
  }

  private IllegalArgumentException refuse(String why) {
    return new IllegalArgumentException("not valid at character " + at + ": " + why);
  }
}
