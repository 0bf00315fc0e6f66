package dev.countersign.domain.party;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whoever made something happen. */
public sealed interface Actor {
  /** A person, by hand. */
  record Person(UserId id) implements Actor {}

  /** The system, by itself. */
  record Automatic(Task task) implements Actor {
    /** The name that people are shown. */
    public String name() {
      return task.value().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the system does by itself. Each context has its own.
   *
   * @param value stable, upper case, such as {@code ANALYSIS}
   */
  record Task(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

    public Task {
      if (!FORM.matcher(value).matches()) {
        throw new IllegalArgumentException("not the name of a task: " + value);
      }
    }
  }
}
