package dev.countersign.domain.canonical;

/** A text that is no JSON, or not of the type that was asked for, with the place that is wrong. */
public final class UnreadableJson extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String place;
  private final String why;

  UnreadableJson(String place, String why) {
    super(place + " " + why);
    this.place = place;
    this.why = why;
  }

  /** As a JSON path from the root, such as {@code $.rules.checks[2].minimum}. */
  public String place() {
    return place;
  }

  /** What is wrong there, to be read after the place. */
  public String why() {
    return why;
  }
}
