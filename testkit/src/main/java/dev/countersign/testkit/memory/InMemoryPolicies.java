package dev.countersign.testkit.memory;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.credit.policy.CreditPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class InMemoryPolicies implements Policies {
  private final List<PublishedPolicy> newestFirst = new ArrayList<>();

  @Override
  public synchronized PublishedPolicy current() {
    if (newestFirst.isEmpty()) {
      throw new IllegalStateException("no policy was ever published");
    }
    return newestFirst.getFirst();
  }

  @Override
  public PinnedPolicy pinned(PolicyRef ref) {
    return find(ref.version())
        .filter(published -> published.ref().equals(ref))
        .map(PublishedPolicy::pinned)
        .orElseThrow(() -> new IllegalStateException("there is no policy " + ref));
  }

  @Override
  public synchronized Optional<PublishedPolicy> find(String version) {
    return newestFirst.stream()
        .filter(published -> published.ref().version().equals(version))
        .findFirst();
  }

  @Override
  public synchronized List<PublishedPolicy> all() {
    return List.copyOf(newestFirst);
  }

  @Override
  public synchronized PublishedPolicy publish(CreditPolicy policy, Instant at) {
    Transaction.requireMicros(at);
    var before = find(policy.version());
    if (before.isPresent() && !before.get().ref().equals(policy.ref())) {
      throw new IllegalArgumentException(
          "the version %s has another content".formatted(policy.version()));
    }
    if (before.isPresent() && before.equals(newestFirst.stream().findFirst())) {
      return before.get();
    }
    var published = new PublishedPolicy(PinnedPolicy.of(policy), at);
    before.ifPresent(newestFirst::remove);
    newestFirst.addFirst(published);
    return published;
  }
}
