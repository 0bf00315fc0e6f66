package dev.countersign.testkit.memory;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LoginThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

record InMemoryLoginThrottle(Transaction transaction) implements LoginThrottle {
  @Override
  public Optional<Duration> tried(String username, Instant at) {
    Transaction.requireMicros(at);
    var before = failures(username);
    var pause = before.flatMap(failures -> failures.pause(at));
    if (pause.isEmpty()) {
      keep(
          username,
          Optional.of(
              before
                  .map(failures -> failures.another(at))
                  .orElseGet(() -> FailedLogIns.first(at))));
    }
    return pause;
  }

  @Override
  public void untried(String username) {
    failures(username).ifPresent(failures -> keep(username, failures.withoutOne()));
  }

  private Optional<FailedLogIns> failures(String username) {
    return transaction
        .findLocked(transaction.tables().failedLogIns, InMemoryAccounts.folded(username))
        .flatMap(failures -> failures);
  }

  private void keep(String username, Optional<FailedLogIns> failures) {
    transaction.write(
        transaction.tables().failedLogIns, InMemoryAccounts.folded(username), failures);
  }

  @Override
  public void succeeded(String username) {
    transaction.write(
        transaction.tables().failedLogIns, InMemoryAccounts.folded(username), Optional.empty());
  }
}
