package dev.countersign.domain.event;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names a stream: the events of one thing, counted by its version.
 *
 * @param type what kind of thing it is, kebab-case and known to one context alone, such as {@code
 *     credit-request}
 * @param id of the thing
 */
public record StreamId(String type, UUID id) {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 64;

  public StreamId {
    if (type.length() > MAX_LENGTH || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a type of streams: " + type);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text names no stream
   */
  public static StreamId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a stream: " + text);
    }
    return new StreamId(text.substring(0, slash), UUID.fromString(text.substring(slash + 1)));
  }

  /** Such as {@code credit-request/0198c0de-…}. */
  @Override
  public String toString() {
    return type + "/" + id;
  }
}
