package dev.countersign.testkit.memory;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LoginThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

record InMemoryLoginThrottle(Transaction transaction) implements LoginThrottle {
  @Override
  public Optional<Duration> pause(String username, Instant at) {
    return transaction
        .find(transaction.tables().failedLogIns, InMemoryAccounts.folded(username))
        .flatMap(failures -> failures)
        .flatMap(failures -> failures.pause(at));
  }

  @Override
  public void failed(String username, Instant at) {
    Transaction.requireMicros(at);
    var name = InMemoryAccounts.folded(username);
    var before =
        transaction
            .findLocked(transaction.tables().failedLogIns, name)
            .flatMap(failures -> failures);
    transaction.write(
        transaction.tables().failedLogIns,
        name,
        Optional.of(
            before.map(failures -> failures.another(at)).orElseGet(() -> FailedLogIns.first(at))));
  }

  @Override
  public void succeeded(String username) {
    transaction.write(
        transaction.tables().failedLogIns, InMemoryAccounts.folded(username), Optional.empty());
  }
}
