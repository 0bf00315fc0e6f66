package dev.countersign.domain.canonical;

import java.util.Optional;

/**
 * A place at which two documents differ.
 *
 * @param path from the root; an item of a list goes by what names it, if each has a name: {@code
 *     $.products[AUTO].maximumTermMonths}
 * @param from the canonical text there in the one, if it has anything there
 * @param to the same of the other
 */
public record Difference(String path, Optional<String> from, Optional<String> to) {
  /** As one line for people. */
  @Override
  public String toString() {
    return "%s: %s → %s".formatted(path, from.orElse("(nothing)"), to.orElse("(nothing)"));
  }
}
