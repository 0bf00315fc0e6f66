package dev.countersign.application.event;

import java.util.List;

/** What subscribers could not handle, kept until someone has seen to the cause. */
public interface DeadLetters {
  /** Keeps a letter. The same message of the same subscriber is kept once, with its last cause. */
  void keep(DeadLetter letter);

  /**
   * Letters in the order in which they were first kept.
   *
   * @param after the id of the letter before them; 0 for the first ones
   * @param limit at most so many
   */
  List<Kept> after(long after, int limit);

  /**
   * Puts the event into the outbox again, for the letter's subscriber alone, and removes the
   * letter.
   *
   * @param event that the letter's message holds
   * @return whether that was done: not if the event was never committed here, or if the letter has
   *     died again since it was read
   */
  boolean replay(Kept kept, CommittedEvent event);

  /** How many there are. */
  long count();

  /**
   * @param id ascends in the order in which letters were first kept, from 1
   * @param deaths how often it was given up, from 1
   */
  record Kept(long id, DeadLetter letter, int deaths) {}
}
