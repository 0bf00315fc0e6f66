package dev.countersign.domain.party;

/** Whoever made something happen. */
public sealed interface Actor {
  /** A person, by hand. */
  record Person(UserId id) implements Actor {}

  /** The system, by itself. */
  record Automatic(Task task) implements Actor {}

  /** What the system does by itself. */
  enum Task {
    ANALYSIS,
    DEADLINE
  }
}
