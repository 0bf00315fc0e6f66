package dev.countersign.persistence.credit.policy;

import dev.countersign.application.credit.policy.Policies;
import dev.countersign.application.credit.policy.Publication;
import dev.countersign.application.credit.policy.PublishedPolicy;
import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.canonical.Hash;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.policy.PolicyRef;
import dev.countersign.persistence.store.Row;
import dev.countersign.persistence.store.Sql;
import dev.countersign.persistence.store.UnitOfWork;
import dev.countersign.persistence.store.UnitsOfWork;
import dev.countersign.persistence.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies. Each is read and held against its hash once. Which publications there are is asked
 * again every second, since another node may have made one; here, one's own is known at once. One
 * that takes effect later is known by then on every node, and takes effect to the instant.
 */
public final class JdbiPolicies implements Policies {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private static final String LATEST_FIRST =
      """
      select p.version, p.hash, l.since, l.published_at, l.published_by
      from policy_publication l join policy p on p.number = l.policy
      order by l.since desc, l.number desc
      """;

  private static final String BODY =
      "select body from policy where version = :version and hash = :hash";

  private static final Sql ADD =
      Sql.of(
          """
          insert into policy (version, hash, body) values (:version, :hash, :body)
          """);

  /** The lock's number is its own among the advisory locks. */
  private static final Sql ONE_AT_A_TIME =
      Sql.of("select pg_advisory_xact_lock(x'706f6c696379'::bigint)");

  private static final Sql PUT_IN_FORCE =
      Sql.of(
          """
          insert into policy_publication (policy, since, published_at, published_by)
          select number, :since::timestamptz, :published_at::timestamptz, :published_by
          from policy where version = :version
          """);

  private final UnitsOfWork units;
  private final Map<PolicyRef, PinnedPolicy> known = new ConcurrentHashMap<>();
  private volatile @Nullable Timeline timeline;

  public JdbiPolicies(UnitsOfWork units) {
    this.units = units;
  }

  private record Entry(PolicyRef ref, Publication publication) {}

  /** All publications as they were at that time. */
  private record Timeline(List<Entry> latestFirst, long readAtNanos) {
    Optional<Entry> at(Instant instant) {
      return latestFirst.stream()
          .filter(each -> !each.publication.since().isAfter(instant))
          .findFirst()
          .or(() -> latestFirst.reversed().stream().findFirst());
    }
  }

  @Override
  public PublishedPolicy inForceAt(Instant at) {
    return recent()
        .at(at)
        .map(this::whole)
        .orElseThrow(() -> new IllegalStateException("no policy was ever published"));
  }

  private Timeline recent() {
    var last = timeline;
    if (last != null && System.nanoTime() - last.readAtNanos < FRESH_NANOS) {
      return last;
    }
    var read = new Timeline(published(), System.nanoTime());
    timeline = read;
    return read;
  }

  @Override
  public PinnedPolicy pinned(PolicyRef ref) {
    return known.computeIfAbsent(ref, this::read);
  }

  private PinnedPolicy read(PolicyRef ref) {
    var body =
        units
            .read(handle ->
                handle
                    .createQuery(BODY)
                    .bind("version", ref.version())
                    .bind("hash", ref.hash().value())
                    .map(Row.as(row -> row.text("body")))
                    .findOne())
            .orElseThrow(() -> new IllegalStateException("there is no policy " + ref));
    if (!Hash.of(body).equals(ref.hash())) {
      throw new IllegalStateException("the policy " + ref.version() + " was altered");
    }
    return PinnedPolicy.read(body);
  }

  @Override
  public Optional<PublishedPolicy> find(String version) {
    return published().stream()
        .filter(each -> each.ref.version().equals(version))
        .findFirst()
        .map(this::whole);
  }

  @Override
  public List<PublishedPolicy> all() {
    var latest = new LinkedHashMap<PolicyRef, Entry>();
    published().forEach(each -> latest.putIfAbsent(each.ref, each));
    return latest.values().stream().map(this::whole).toList();
  }

  private List<Entry> published() {
    return units.read(
        handle -> handle.createQuery(LATEST_FIRST).map(Row.as(JdbiPolicies::published)).list());
  }

  private static Entry published(Row row) {
    return new Entry(
        new PolicyRef(row.text("version"), new Hash(row.text("hash"))),
        new Publication(
            row.instant("since"), row.instant("published_at"), row.text("published_by")));
  }

  private PublishedPolicy whole(Entry published) {
    return new PublishedPolicy(pinned(published.ref), published.publication);
  }

  @Override
  public void lock() {
    units.run(unit -> unit.write(new Write(ONE_AT_A_TIME)));
  }

  @Override
  public Outcome publish(PinnedPolicy policy, Publication publication) {
    return units.inOne(unit -> {
      var published = publish(policy, publication, unit);
      unit.afterCommit(() -> timeline = null);
      return published;
    });
  }

  private Outcome publish(PinnedPolicy policy, Publication publication, UnitOfWork unit) {
    lock();
    var ref = policy.ref();
    var taken = find(ref.version());
    if (taken.isPresent() && !taken.get().ref().equals(ref)) {
      throw new IllegalArgumentException(
          "the version %s has another content".formatted(ref.version()));
    }
    var before = new Timeline(published(), 0).at(publication.since());
    if (before.isPresent() && before.get().ref.equals(ref)) {
      return new Unchanged(whole(before.get()));
    }
    if (taken.isEmpty()) {
      unit.write(
          new Write(ADD)
              .with("version", ref.version())
              .with("hash", ref.hash())
              .with("body", CanonicalJson.write(policy.policy())));
    }
    unit.write(
        new Write(PUT_IN_FORCE)
            .with("version", ref.version())
            .with("since", publication.since())
            .with("published_at", publication.publishedAt())
            .with("published_by", publication.publishedBy()));
    return new Policies.Published(new PublishedPolicy(policy, publication));
  }
}
