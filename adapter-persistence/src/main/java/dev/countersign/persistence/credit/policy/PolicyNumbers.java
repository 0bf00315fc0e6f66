package dev.countersign.persistence.credit.policy;

import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.UnitsOfWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The short names of policies in other tables. They never change, so each is looked up once. */
public final class PolicyNumbers {
  private final UnitsOfWork units;
  private final Map<PolicyRef, Integer> byRef = new ConcurrentHashMap<>();
  private final Map<Integer, PolicyRef> byNumber = new ConcurrentHashMap<>();

  public PolicyNumbers(UnitsOfWork units) {
    this.units = units;
  }

  /**
   * @throws IllegalStateException if there is no such policy
   */
  public int of(PolicyRef ref) {
    return known(byRef, ref);
  }

  /**
   * @throws IllegalStateException if there is no such policy
   */
  public PolicyRef named(int number) {
    return known(byNumber, number);
  }

  private <K, V> V known(Map<K, V> names, K key) {
    return Optional.ofNullable(names.get(key))
        .or(() -> {
          readAll();
          return Optional.ofNullable(names.get(key));
        })
        .orElseThrow(() -> new IllegalStateException("there is no policy " + key));
  }

  private void readAll() {
    var all =
        units.read(handle ->
            handle
                .createQuery("select number, version, hash from policy")
                .map(
                    Row.as(row ->
                        Map.entry(
                            row.integer("number"),
                            new PolicyRef(row.text("version"), new Hash(row.text("hash"))))))
                .list());
    for (var policy : all) {
      byNumber.put(policy.getKey(), policy.getValue());
      byRef.put(policy.getValue(), policy.getKey());
    }
  }
}
