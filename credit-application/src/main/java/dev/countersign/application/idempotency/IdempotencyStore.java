package dev.countersign.application.idempotency;

import java.time.Instant;

/** The answers given under each key, within a transaction. */
public interface IdempotencyStore {
  /**
   * Begins a command under a key, which is then taken for the rest of the transaction, unless it
   * was used or is being used. It may be called free by mistake; what comes of that is rolled back,
   * and the transaction repeated.
   */
  Beginning begin(IdempotencyKey key);

  /** Keeps the answer with what the transaction changes. The command must have begun in it. */
  void keep(IdempotencyKey key, Answer answer, Instant at);

  /** How a key stands. */
  sealed interface Beginning {}

  /** Nobody used it: it is the caller's for the rest of the transaction. */
  record Free() implements Beginning {}

  /** It was used for the same command, and this was the answer. */
  record Kept(Answer answer) implements Beginning {}

  /** It was used for another command. */
  record Reused() implements Beginning {}

  /** Another transaction is working under it at this moment. */
  record UnderWay() implements Beginning {}
}
