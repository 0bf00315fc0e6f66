package dev.countersign.persistence.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement with named parameters, as the driver wants it.
 *
 * @param text with a question mark for each parameter
 * @param parameters their names in the order of the marks
 */
public record Sql(String text, List<String> parameters) {
  /** A colon and a name; two colons are a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

  public Sql {
    parameters = List.copyOf(parameters);
  }

  /** Reads a text with parameters such as {@code :id}; no literal in it may have a colon. */
  public static Sql of(String named) {
    var names = new ArrayList<String>();
    var text =
        PARAMETER
            .matcher(named)
            .replaceAll(found -> {
              names.add(found.group(1));
              return "?";
            });
    return new Sql(text, names);
  }
}
