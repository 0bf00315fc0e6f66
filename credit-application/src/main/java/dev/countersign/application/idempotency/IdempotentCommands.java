package dev.countersign.application.idempotency;

import dev.countersign.application.store.Transactions;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a command take effect once, however often it is sent. The command and the answer kept for it
 * commit together. A command that was refused leaves no trace and can be sent again under its key.
 */
public final class IdempotentCommands {
  private final Transactions<IdempotencyStore> transactions;
  private final Clock clock;

  @Inject
  public IdempotentCommands(Transactions<IdempotencyStore> transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param command run within the transaction; it returns the answer, and whether it is one to keep
   */
  public Reply run(IdempotencyKey key, Supplier<Attempt> command) {
    return transactions.inTransaction(store ->
        switch (store.begin(key)) {
          case IdempotencyStore.Kept kept -> new Replayed(kept.answer());
          case IdempotencyStore.Reused reused -> new KeyReused();
          case IdempotencyStore.UnderWay underWay -> new StillUnderWay();
          case IdempotencyStore.Free free -> {
            var attempt = command.get();
            attempt.toKeep().ifPresent(answer -> store.keep(key, answer, clock.instant()));
            yield new Executed(attempt.answer());
          }
        });
  }

  /**
   * The outcome of running a command.
   *
   * @param toKeep what whoever sends it again is told; empty if it took no effect
   */
  public record Attempt(Answer answer, Optional<Answer> toKeep) {
    /** An answer that is given again. */
    public static Attempt effective(Answer answer) {
      return new Attempt(answer, Optional.of(answer));
    }

    /** Nothing was changed. */
    public static Attempt refused(Answer answer) {
      return new Attempt(answer, Optional.empty());
    }
  }

  /** What came of sending a command. */
  public sealed interface Reply {}

  /** It was run now. */
  public record Executed(Answer answer) implements Reply {}

  /** It was run before; this was the answer then. */
  public record Replayed(Answer answer) implements Reply {}

  /** The key belongs to another command. */
  public record KeyReused() implements Reply {}

  /** The first sending is not done yet; ask again a moment later. */
  public record StillUnderWay() implements Reply {}
}
