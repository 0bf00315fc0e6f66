package dev.countersign.application.idempotency;

import java.time.Instant;

/** The answers given under each key, within a transaction. */
public interface IdempotencyStore {
  /**
   * Takes the key for the rest of the transaction, unless it was used or is being used. It may be
   * called free by mistake; what comes of that is rolled back, and the transaction repeated.
   */
  Claim claim(IdempotencyKey key);

  /** Keeps the answer with what the transaction changes. The key must have been claimed in it. */
  void keep(IdempotencyKey key, Answer answer, Instant at);

  /** How a key stands. */
  sealed interface Claim {}

  /** Nobody used it: it is the caller's for the rest of the transaction. */
  record Free() implements Claim {}

  /** It was used for the same command, and this was the answer. */
  record Kept(Answer answer) implements Claim {}

  /** It was used for another command. */
  record Reused() implements Claim {}

  /** Another transaction is working under it at this moment. */
  record UnderWay() implements Claim {}
}
