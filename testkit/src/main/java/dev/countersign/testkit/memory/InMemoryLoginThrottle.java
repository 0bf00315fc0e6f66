package dev.countersign.testkit.memory;

import dev.countersign.application.account.FailedLogIns;
import dev.countersign.application.account.LoginThrottle;
import dev.countersign.application.audit.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

record InMemoryLoginThrottle(Transaction transaction) implements LoginThrottle {
  @Override
  public Optional<Duration> tried(String username, Origin from, Instant at) {
    Transaction.requireMicros(at);
    var everywhere = InMemoryAccounts.folded(username);
    var there = there(username, from);
    var ofAll = failures(everywhere);
    var ofThere = failures(there);
    var pause =
        ofAll
            .flatMap(failures -> failures.pauseForAll(at))
            .or(() -> ofThere.flatMap(failures -> failures.pause(at)));
    if (pause.isEmpty()) {
      keep(everywhere, another(ofAll, at));
      keep(there, another(ofThere, at));
    }
    return pause;
  }

  private static Optional<FailedLogIns> another(Optional<FailedLogIns> before, Instant at) {
    return before
        .map(failures -> failures.another(at))
        .or(() -> Optional.of(FailedLogIns.first(at)));
  }

  @Override
  public void untried(String username, Origin from) {
    withoutOne(InMemoryAccounts.folded(username));
    withoutOne(there(username, from));
  }

  private void withoutOne(String name) {
    failures(name).ifPresent(failures -> keep(name, failures.withoutOne()));
  }

  @Override
  public void succeeded(String username, Origin from) {
    keep(InMemoryAccounts.folded(username), Optional.empty());
    keep(there(username, from), Optional.empty());
  }

  private static String there(String username, Origin from) {
    return InMemoryAccounts.folded(username) + "\n" + from.address();
  }

  private Optional<FailedLogIns> failures(String name) {
    return transaction
        .findLocked(transaction.tables().failedLogIns, name)
        .flatMap(failures -> failures);
  }

  private void keep(String name, Optional<FailedLogIns> failures) {
    transaction.write(transaction.tables().failedLogIns, name, failures);
  }
}
