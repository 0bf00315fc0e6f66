package dev.countersign.testkit.memory;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

record InMemoryPolicies(InMemoryDatabase database) implements Policies {
  private static final String LOCK = "publishing";

  @Override
  public PublishedPolicy inForceAt(Instant at) {
    return find(at).orElseThrow(() -> new IllegalStateException("no policy was ever published"));
  }

  private Optional<PublishedPolicy> find(Instant at) {
    var latestFirst = latestFirst();
    return latestFirst.stream()
        .filter(published -> !published.since().isAfter(at))
        .findFirst()
        .or(() -> latestFirst.reversed().stream().findFirst());
  }

  @Override
  public PinnedPolicy pinned(PolicyRef ref) {
    return find(ref.version())
        .filter(published -> published.ref().equals(ref))
        .map(PublishedPolicy::pinned)
        .orElseThrow(() -> new IllegalStateException("there is no policy " + ref));
  }

  @Override
  public Optional<PublishedPolicy> find(String version) {
    return latestFirst().stream()
        .filter(published -> published.ref().version().equals(version))
        .findFirst();
  }

  @Override
  public List<PublishedPolicy> all() {
    var latest = new LinkedHashMap<PolicyRef, PublishedPolicy>();
    latestFirst().forEach(published -> latest.putIfAbsent(published.ref(), published));
    return List.copyOf(latest.values());
  }

  /** Of those that are in force from the same instant on, the one that was published last. */
  private List<PublishedPolicy> latestFirst() {
    var rows = database.read(() -> database.publications.rows(database.reader()));
    return rows.reversed().stream()
        .sorted(Comparator.comparing(PublishedPolicy::since).reversed())
        .toList();
  }

  @Override
  public void lock() {
    database.run(store -> {
      var unused = present().findLocked(database.publishing, LOCK);
    });
  }

  @Override
  public Outcome publish(PinnedPolicy policy, Publication publication) {
    Transaction.requireMicros(publication.since());
    return database.inTransaction(store -> {
      lock();
      var taken = find(policy.ref().version());
      if (taken.isPresent() && !taken.get().ref().equals(policy.ref())) {
        throw new IllegalArgumentException(
            "the version %s has another content".formatted(policy.ref().version()));
      }
      var before = find(publication.since());
      if (before.isPresent() && before.get().ref().equals(policy.ref())) {
        return new Unchanged(before.get());
      }
      var published = new PublishedPolicy(policy, publication);
      present().write(database.publications, database.nextNumber(), published);
      return new Published(published);
    });
  }

  private Transaction present() {
    return database.reader().orElseThrow();
  }
}
