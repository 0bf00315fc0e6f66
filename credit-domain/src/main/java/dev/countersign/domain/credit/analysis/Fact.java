package dev.countersign.domain.credit.analysis;

/**
 * Something the analysis learned from outside, or that it could not find out. Unknown is a value of
 * its own: never zero, never a pass.
 */
public sealed interface Fact<T> {
  /** Who was asked, such as {@code bureau-simulator}. */
  String source();

  /** An answer. */
  record Known<T>(T answer, String source) implements Fact<T> {}

  /** No answer, and why. */
  record Undetermined<T>(ReasonCode why, String source) implements Fact<T> {}
}
