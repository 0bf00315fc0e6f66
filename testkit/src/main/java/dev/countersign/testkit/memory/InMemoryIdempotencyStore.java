package dev.countersign.testkit.memory;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.application.idempotency.IdempotencyKey;
import dev.countersign.application.idempotency.IdempotencyStore;
import dev.countersign.testkit.memory.InMemoryDatabase.AnswerKey;
import java.time.Instant;

record InMemoryIdempotencyStore(Transaction transaction) implements IdempotencyStore {
  @Override
  public Beginning begin(IdempotencyKey key) {
    var answers = transaction.tables().answers;
    var name = nameOf(key);
    if (!transaction.tables().tryLock(transaction, answers, name)) {
      return new UnderWay();
    }
    return transaction
        .find(answers, name)
        .<Beginning>map(
            kept -> kept.command().equals(key.command()) ? new Kept(kept.answer()) : new Reused())
        .orElseGet(Free::new);
  }

  @Override
  public void keep(IdempotencyKey key, Answer answer, Instant at) {
    Transaction.requireMicros(at);
    var answers = transaction.tables().answers;
    if (!transaction.tables().isHeld(transaction, answers, nameOf(key))) {
      throw new IllegalStateException("nothing has begun under the key in this transaction");
    }
    if (transaction.find(answers, nameOf(key)).isPresent()) {
      throw new IllegalStateException("the key has its answer already");
    }
    transaction.write(answers, nameOf(key), new KeptAnswer(key.command(), answer));
  }

  private static AnswerKey nameOf(IdempotencyKey key) {
    return new AnswerKey(key.caller(), key.value());
  }
}
