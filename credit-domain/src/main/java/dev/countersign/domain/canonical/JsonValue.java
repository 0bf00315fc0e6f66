package dev.countersign.domain.canonical;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any JSON that records can hold, as its canonical text: for a member whose form depends on others.
 */
public final class JsonValue {
  private final Object parsed;

  private JsonValue(Object parsed) {
    this.parsed = parsed;
  }

  /**
   * @throws IllegalArgumentException if the text is no JSON
   */
  public static JsonValue parse(String json) {
    return new JsonValue(JsonText.parse(json));
  }

  static JsonValue of(Object parsed) {
    return new JsonValue(parsed);
  }

  /** The whole number of a member, if there is such a member and it is one. */
  public Optional<Long> number(String member) {
    return parsed instanceof Map<?, ?> object && object.get(member) instanceof Long number
        ? Optional.of(number)
        : Optional.empty();
  }

  /**
   * The record that it stands for.
   *
   * @throws IllegalArgumentException if it does not fit the type
   */
  public <T> T as(Class<T> type) {
    return type.cast(Codec.of(type).read(parsed, "$"));
  }

  /** Where another one differs, in the order of the members. */
  public List<Difference> differences(JsonValue other) {
    return Comparison.of(parsed, other.parsed);
  }

  /** The same text for people, on several lines; it is not canonical. */
  public String indented() {
    var out = new StringBuilder();
    JsonText.writeIndented(out, parsed, "\n");
    return out.toString();
  }

  void write(StringBuilder out) {
    JsonText.write(out, parsed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonValue value && value.parsed.equals(parsed);
  }

  @Override
  public int hashCode() {
    return parsed.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    write(out);
    return out.toString();
  }
}
