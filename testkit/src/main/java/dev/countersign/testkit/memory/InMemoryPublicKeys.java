package dev.countersign.testkit.memory;

import dev.countersign.application.account.PublicKeys;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

record InMemoryPublicKeys(Transaction transaction) implements PublicKeys {
  @Override
  public Publication publish(String id, String jwk, Instant until) {
    Transaction.requireMicros(until);
    var keys = transaction.tables().publicKeys;
    var before = transaction.findLocked(keys, id);
    if (before.filter(Key::retired).isPresent()) {
      return Publication.RETIRED;
    }
    var longest = before.map(Key::until).filter(until::isBefore).orElse(until);
    transaction.write(keys, id, new Key(id, jwk, longest, false));
    return Publication.PUBLISHED;
  }

  @Override
  public Map<String, String> good(Instant at) {
    return transaction.rows(transaction.tables().publicKeys).stream()
        .filter(key -> !key.retired() && at.isBefore(key.until()))
        .collect(Collectors.toMap(Key::id, Key::jwk));
  }

  @Override
  public boolean retire(String id, Instant at) {
    var keys = transaction.tables().publicKeys;
    var good =
        transaction.findLocked(keys, id).filter(key -> !key.retired() && at.isBefore(key.until()));
    good.ifPresent(key -> transaction.write(keys, id, new Key(id, key.jwk(), key.until(), true)));
    return good.isPresent();
  }

  record Key(String id, String jwk, Instant until, boolean retired) {}
}
