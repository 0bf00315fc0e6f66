package dev.countersign.domain.credit.request;

/**
 * Counts the changes of a request, from 1. Whoever decides names the revision they saw.
 *
 * @param value 1 or more
 */
public record Revision(int value) implements Comparable<Revision> {
  public static final Revision FIRST = new Revision(1);

  public Revision {
    if (value < 1) {
      throw new IllegalArgumentException("revisions start at 1: " + value);
    }
  }

  public Revision next() {
    return new Revision(value + 1);
  }

  @Override
  public int compareTo(Revision other) {
    return Integer.compare(value, other.value);
  }
}
