package dev.countersign.application.event;

import java.time.Instant;
import java.util.List;

/** Messages that a consumer could not handle, kept until someone has seen to the cause. */
public interface DeadLetters {
  /** Keeps a letter. The same message of the same consumer is kept once, with its last cause. */
  void keep(Letter letter);

  /**
   * The letters that have been here longest, the first kept first.
   *
   * @param limit at most so many
   */
  List<Kept> oldest(int limit);

  /** Removes a letter, unless it has died again since it was read. */
  void remove(Kept kept);

  /** How many there are. */
  long count();

  /**
   * @param consumer who could not handle it
   * @param key under which it was sent; empty if it had none
   * @param message as it was received
   * @param cause of the last failure
   * @param at when it was given up
   */
  record Letter(String consumer, String key, String message, String cause, Instant at) {}

  /**
   * @param deaths how often it was given up, from 1
   */
  record Kept(Letter letter, int deaths) {}
}
