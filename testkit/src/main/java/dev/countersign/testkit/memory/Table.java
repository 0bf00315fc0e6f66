package dev.countersign.testkit.memory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows by key: what is committed, and beside it what open transactions have written, which nobody
 * else sees. Guarded by the database's monitor.
 */
final class Table<K, V> {
  private final Map<K, V> committed = new LinkedHashMap<>();
  private final Map<Transaction, Map<K, V>> written = new HashMap<>();

  Optional<V> find(Optional<Transaction> reader, K key) {
    return reader
        .flatMap(transaction -> Optional.ofNullable(written.get(transaction)))
        .flatMap(own -> Optional.ofNullable(own.get(key)))
        .or(() -> Optional.ofNullable(committed.get(key)));
  }

  /** The rows in the order in which their keys were first committed, one's own last. */
  List<V> rows(Optional<Transaction> reader) {
    var seen = new LinkedHashMap<>(committed);
    reader
        .flatMap(transaction -> Optional.ofNullable(written.get(transaction)))
        .ifPresent(seen::putAll);
    return List.copyOf(seen.values());
  }

  void write(Transaction writer, K key, V row) {
    written.computeIfAbsent(writer, first -> new LinkedHashMap<>()).put(key, row);
  }

  /** Writes at once, outside any transaction. */
  void commit(K key, V row) {
    committed.put(key, row);
  }

  void commit(Transaction writer) {
    var own = written.remove(writer);
    if (own != null) {
      committed.putAll(own);
    }
  }

  void rollBack(Transaction writer) {
    var unused = written.remove(writer);
  }
}
